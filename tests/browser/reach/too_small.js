// Targets that are too small, stand in no sentence and have another nearby.
() => {
  const shown = (one) => one.checkVisibility({ visibilityProperty: true, contentVisibilityAuto: true });
  // A label that belongs to a field enlarges it.
  const box = (one) => {
    const boxes = [one, ...(one.labels ?? [])].filter(shown).map((part) => part.getBoundingClientRect());
    return {
      left: Math.min(...boxes.map(({ left }) => left)), right: Math.max(...boxes.map(({ right }) => right)),
      top: Math.min(...boxes.map(({ top }) => top)), bottom: Math.max(...boxes.map(({ bottom }) => bottom)),
    };
  };
  const inSentence = (one) => getComputedStyle(one).display === "inline"
    && [...one.parentElement.childNodes].some((node) => node !== one && node.textContent.replace(/[\s·(),.]/g, "").length > 1);
  const targets = [...document.querySelectorAll("a[href], button, input:not([type=hidden]), select, textarea, summary")]
    .filter((one) => shown(one) && !one.closest(".form__trap, .exit") && !one.matches(".skip-link"))
    // A link that covers its whole card.
    .filter((one) => !one.matches(".card__link"))
    .map((one) => ({ one, ...box(one) }));
  const small = ({ left, right, top, bottom }) => right - left < 24 || bottom - top < 24;
  const near = (a, b) => {
    const [x, y] = [(a.left + a.right) / 2, (a.top + a.bottom) / 2];
    const [dx, dy] = [Math.max(b.left - x, 0, x - b.right), Math.max(b.top - y, 0, y - b.bottom)];
    if (small(b)) {
      return Math.hypot(x - (b.left + b.right) / 2, y - (b.top + b.bottom) / 2) < 24;
    }
    return Math.hypot(dx, dy) < 12;
  };
  return targets
    .filter((a) => small(a) && !inSentence(a.one) && targets.some((b) => b !== a && near(a, b)))
    .map(({ one, left, right, top, bottom }) =>
      `${Math.round(right - left)} × ${Math.round(bottom - top)}: ${one.outerHTML.slice(0, 100)}`);
}
