// What is wider than the screen, and text that something hides a part of.
() => {
  const wide = document.documentElement.scrollWidth - document.documentElement.clientWidth;
  const cut = [...document.querySelectorAll("body *")].filter((one) => {
    const { overflowX, overflowY, position, display } = getComputedStyle(one);
    if (one.matches(".visually-hidden, .form__trap, svg, svg *, input, select, textarea, progress") || display === "inline") { return false; }
    return (/hidden|clip/.test(overflowX) && one.scrollWidth > one.clientWidth + 1)
      || (/hidden|clip/.test(overflowY) && one.scrollHeight > one.clientHeight + 1);
  });
  const over = [...document.querySelectorAll("main a, main p, main h1, main h2, main h3, main li, main label, main button")]
    .filter((one) => one.scrollWidth > one.clientWidth + 1 && getComputedStyle(one).display !== "inline" && one.clientWidth > 1);
  return [
    ...(wide > 0 ? [`${wide} px too wide`] : []),
    ...cut.map((one) => `cut off: ${one.outerHTML.slice(0, 100)}`),
    ...over.map((one) => `runs over: ${one.outerHTML.slice(0, 100)}`),
  ];
}
