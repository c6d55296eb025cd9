// Of what has the focus: how it shows that, and whether it can be seen. Returns what is wrong, in words.
() => {
  const one = document.activeElement;
  if (!one || one === document.body) { return { name: "", wrong: [] }; }
  const canvas = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
  // Any notation of a colour, as [red, green, blue, alpha].
  const rgba = (colour) => {
    canvas.clearRect(0, 0, 1, 1);
    canvas.fillStyle = colour;
    canvas.fillRect(0, 0, 1, 1);
    return [...canvas.getImageData(0, 0, 1, 1).data];
  };
  const luminance = (colour) => {
    const [r, g, b] = rgba(colour).slice(0, 3).map((value) => {
      const part = value / 255;
      return part <= .03928 ? part / 12.92 : ((part + .055) / 1.055) ** 2.4;
    });
    return .2126 * r + .7152 * g + .0722 * b;
  };
  const contrast = (a, b) => {
    const [high, low] = [luminance(a), luminance(b)].sort((x, y) => y - x);
    return (high + .05) / (low + .05);
  };
  const paper = (element) => {
    for (let at = element; at; at = at.parentElement) {
      const { backgroundColor } = getComputedStyle(at);
      if (rgba(backgroundColor)[3] === 255) { return backgroundColor; }
    }
    return "Canvas";
  };
  // A card or a door shows the outline for the link within it.
  const outlined = [one, one.closest(".card, .door")].find(
    (element) => element && getComputedStyle(element).outlineStyle !== "none",
  );
  const wrong = [];
  if (!outlined) {
    wrong.push("no outline");
  } else {
    const { outlineColor, outlineWidth, outlineOffset } = getComputedStyle(outlined);
    const around = parseFloat(outlineOffset) > 0 ? outlined.parentElement : outlined;
    if (parseFloat(outlineWidth) < 2) { wrong.push(`outline of ${outlineWidth}`); }
    if (contrast(outlineColor, paper(around)) < 3) { wrong.push(`outline ${outlineColor} on ${paper(around)}`); }
  }
  const box = one.getBoundingClientRect();
  const [left, right] = [Math.max(box.left, 0), Math.min(box.right, document.documentElement.clientWidth)];
  const [top, bottom] = [Math.max(box.top, 0), Math.min(box.bottom, innerHeight)];
  const points = [.1, .5, .9].map((part) => [left + (right - left) * .5, top + (bottom - top) * part]);
  const seen = points.filter(([x, y]) => {
    const hit = document.elementFromPoint(x, y);
    return hit && (one.contains(hit) || hit.contains(one) || one.labels?.[0]?.contains(hit));
  });
  if (right <= left || bottom <= top) { wrong.push("outside the screen"); }
  else if (!seen.length) { wrong.push("covered"); }
  const name = `${one.tagName} ${one.id || one.className} ${one.textContent.trim().slice(0, 40)}`;
  return { name, wrong, isFirst: one.matches(".skip-link") };
}
