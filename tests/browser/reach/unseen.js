// Controls whose edge cannot be told from what is behind them, and bars of charts that are not seen.
() => {
  const shown = (one) => one.checkVisibility({ visibilityProperty: true });
  const edge = (one) => {
    const { borderTopStyle, borderTopWidth, borderTopColor } = getComputedStyle(one);
    return borderTopStyle !== "none" && parseFloat(borderTopWidth) > 0
      && borderTopColor !== getComputedStyle(one.parentElement).backgroundColor && !/^rgba.*, 0\)$/.test(borderTopColor);
  };
  const controls = [...document.querySelectorAll(".button, .exit__leave, .days__day, input[type=text], select, textarea")];
  const bars = [...document.querySelectorAll(".chart__bar")];
  const paper = getComputedStyle(document.body).backgroundColor;
  return [
    ...controls.filter((one) => shown(one) && !one.closest(".form__trap") && !edge(one)),
    ...bars.filter((one) => getComputedStyle(one).fill === paper || getComputedStyle(one).fill === "rgb(255, 255, 255)"),
  ].map((one) => one.outerHTML.slice(0, 100));
}
