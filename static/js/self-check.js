// The self-check: turns the checklist into questions to answer. The answers live in the page's radio buttons alone;
// there is no form, and this script knows no way to keep or send anything. Without it the page is a checklist.

const copyOf = (root, kind) => root.querySelector(`template[${kind}]`).content.cloneNode(true).firstElementChild;

// Gives an item of the checklist its answers; returns what the sum needs to know.
function ask(root, item, number) {
  const heading = item.querySelector("h3");
  const help = item.querySelector(".self-check__help");
  const explanation = item.querySelector(".self-check__explanation");
  const fieldset = copyOf(root, "data-answers");
  const inputs = [...fieldset.querySelectorAll("input")];
  heading.replaceWith(fieldset);
  fieldset.querySelector("legend").append(heading);
  if (help) {
    help.id = `self-check-help-${number}`;
    fieldset.setAttribute("aria-describedby", help.id);
    fieldset.querySelector("legend").after(help);
  }
  for (const input of inputs) {
    input.name = `self-check-${number}`;
    // A browser that restores what was chosen before a reload is told not to.
    input.autocomplete = "off";
  }
  return {
    text: heading.textContent,
    points: Number(item.dataset.points),
    isDanger: "danger" in item.dataset,
    get answer() { return inputs.find((input) => input.checked)?.value; },
    clear() { inputs.forEach((input) => { input.checked = false; }); },
    explain() { explanation.hidden = !["yes", "unsure"].includes(this.answer); },
    focus() { inputs[0].focus(); },
  };
}

// Returns the degree of the answers so far; nothing, while it is too early to say that there is no sign.
function degreeOf(questions, severalFrom) {
  const yes = questions.filter(({ answer }) => answer === "yes");
  if (yes.some(({ isDanger }) => isDanger)) {
    return "danger";
  }
  if (yes.reduce((sum, { points }) => sum + points, 0) >= severalFrom) {
    return "several";
  }
  if (yes.length || questions.some(({ answer }) => answer === "unsure")) {
    return "some";
  }
  return questions.every(({ answer }) => answer) ? "none" : undefined;
}

function selfCheck(root) {
  const list = root.querySelector(".self-check__questions");
  const meaning = root.querySelector("[data-meaning]");
  const degrees = [...meaning.querySelectorAll("[data-degree]")];
  const controls = copyOf(root, "data-controls");
  const count = controls.querySelector("[data-count]");
  const verdict = controls.querySelector("[data-verdict]");
  const questions = [...list.children].map((item, number) => ask(root, item, number));
  let isWanted = false;

  const put = (element, text) => {
    // A screen reader reads the status again only when something in it changes.
    if (element.textContent !== text) {
      element.textContent = text;
    }
  };

  function listReasons(answer) {
    const part = meaning.querySelector(`[data-reasons="${answer}"]`);
    const items = questions.filter((question) => question.answer === answer).map(({ text }) => {
      const item = document.createElement("li");
      item.textContent = text;
      return item;
    });
    part.querySelector("ul").replaceChildren(...items);
    part.hidden = !items.length;
  }

  function show() {
    questions.forEach((question) => question.explain());
    const answered = questions.filter(({ answer }) => answer).length;
    const isComplete = answered === questions.length;
    const degree = degreeOf(questions, Number(root.dataset.severalFrom));
    const isShown = isWanted || isComplete || degree === "danger";
    meaning.hidden = !isShown;
    meaning.querySelector("[data-open]").hidden = isComplete || degree === "danger";
    degrees.forEach((part) => { part.hidden = part.dataset.degree !== degree; });
    listReasons("yes");
    listReasons("unsure");
    put(count, String(answered));
    const shown = isShown && degrees.find((part) => !part.hidden);
    put(verdict, shown ? shown.querySelector("h3").textContent : "");
  }

  function clear() {
    isWanted = false;
    questions.forEach((question) => question.clear());
    show();
  }

  root.querySelectorAll("[data-plain]").forEach((part) => part.remove());
  list.before(copyOf(root, "data-promise"));
  list.after(controls);
  list.addEventListener("change", show);
  controls.querySelector("[data-show]").addEventListener("click", () => {
    isWanted = true;
    show();
    meaning.querySelector("h2").focus();
  });
  controls.querySelector("[data-again]").addEventListener("click", () => {
    clear();
    questions[0].focus();
  });
  // Leaving clears the page before a browser can keep it for “back”; coming back finds it empty.
  window.addEventListener("pagehide", clear);
  window.addEventListener("pageshow", clear);
  clear();
}

const root = document.querySelector("[data-self-check]");
if (root) {
  selfCheck(root);
}
