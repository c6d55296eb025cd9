// The booking form in steps: one fieldset at a time, checked before the next. Without this script it is one page.

const PROBLEM = "[data-problem]";

const controlsOf = (step) => [...step.querySelectorAll("input, select, textarea")];
const isTick = (input) => input.matches("[type=checkbox], [type=radio]");

function inSteps(form) {
  const steps = [...form.querySelectorAll("[data-step]")];
  const progress = form.querySelector("[data-progress]");
  const [where, bar] = progress.children;
  const [back, next, send] = form.querySelectorAll("[data-back], [data-next], [type=submit]");
  const controls = steps.flatMap(controlsOf);
  const title = document.title;
  let current = 0;

  function show(number) {
    current = number;
    steps.forEach((step, index) => { step.hidden = index !== number; });
    back.hidden = number === 0;
    send.hidden = number < steps.length - 1;
    next.hidden = !send.hidden;
    bar.max = steps.length;
    bar.value = number + 1;
    const values = { number: number + 1, total: steps.length, title: steps[number].querySelector("legend").textContent.trim() };
    where.textContent = form.dataset.where.replace(/\{(\w+)\}/g, (whole, name) => values[name]);
    document.title = `${where.textContent} · ${title}`;
  }

  // The answers stand in this tab's history alone, so that a reload loses nothing.
  function remember(step, method = "replaceState") {
    const answers = Object.fromEntries(controls.map((input) => [input.id, isTick(input) ? input.checked : input.value]));
    history[method]({ step, answers }, "");
  }

  function recall(answers) {
    for (const input of controls) {
      if (input.id in answers) {
        input[isTick(input) ? "checked" : "value"] = answers[input.id];
      }
    }
  }

  // Each step is an entry of the browser's history, so that its Back leads to the step before.
  function go(number) {
    remember(number, "pushState");
    show(number);
    where.focus();
  }

  function isNeeded(input) {
    const conditions = [...new URLSearchParams(input.dataset.neededWhen)];
    return conditions.length > 0 && conditions.every(([name, value]) => form.elements[name].value === value);
  }

  function problemOf(input) {
    const { valid, valueMissing } = input.validity;
    if (valueMissing || (isNeeded(input) && !input.checked)) {
      return input.dataset.missing ?? form.dataset.missing;
    }
    return valid ? "" : input.dataset.invalid ?? form.dataset.invalid;
  }

  function mark(input) {
    const field = input.closest(".field");
    const text = problemOf(input);
    let note = field.querySelector(PROBLEM);
    if (text && !note) {
      note = document.createElement("p");
      note.className = "field__error";
      note.dataset.problem = "";
      note.id = `${input.id}_problem`;
      // The server's own message is about the answer that was sent.
      field.querySelector(`#${input.id}_error`)?.remove();
      (field.matches(".field--check") ? field.firstElementChild : input).before(note);
      input.setAttribute("aria-describedby", `${input.getAttribute("aria-describedby") ?? ""} ${note.id}`.trim());
    }
    if (note) {
      note.textContent = text;
      note.hidden = !text;
      field.classList.toggle("field--error", Boolean(text));
      input.setAttribute("aria-invalid", String(Boolean(text)));
    }
    return text;
  }

  // Marks what is wrong in a step and leads to the first such answer; says whether there is none.
  function check(number) {
    const wrong = controlsOf(steps[number]).filter(mark);
    if (wrong.length) {
      if (number !== current) {
        go(number);
      }
      wrong[0].focus();
    }
    return !wrong.length;
  }

  back.addEventListener("click", () => go(current - 1));
  next.addEventListener("click", () => { if (check(current)) { go(current + 1); } });
  form.addEventListener("submit", (event) => {
    // Enter in an earlier step means “next”.
    const all = send.hidden ? [current] : steps.keys();
    const isFine = [...all].every(check);
    if (!isFine || send.hidden) {
      event.preventDefault();
    }
    if (isFine && send.hidden) {
      go(current + 1);
    }
  });
  for (const type of ["input", "change"]) {
    form.addEventListener(type, () => {
      form.querySelectorAll(PROBLEM).forEach((note) => mark(controlsOf(note.closest(".field"))[0]));
    });
  }
  form.addEventListener("change", () => remember(current));
  window.addEventListener("popstate", ({ state }) => {
    if (state?.step !== undefined) {
      show(state.step);
      remember(current);
      where.focus();
    }
  });

  const summary = document.querySelector("[data-error-summary]");
  summary?.addEventListener("click", (event) => {
    const target = form.querySelector(event.target.closest("a[href^='#']")?.hash || null);
    const number = steps.findIndex((step) => step.contains(target));
    if (number >= 0) {
      event.preventDefault();
      if (number !== current) {
        go(number);
      }
      (target.matches("fieldset") ? target.querySelector("input") : target).focus();
    }
  });

  progress.hidden = false;
  const refused = steps.findIndex((step) => step.querySelector(".field--error"));
  const start = summary ? (refused < 0 ? steps.length - 1 : refused) : history.state?.step ?? 0;
  if (!summary) {
    recall(history.state?.answers ?? {});
  }
  remember(start);
  show(start);
}

const form = document.querySelector("[data-booking-form]");
if (form) {
  inSteps(form);
}
