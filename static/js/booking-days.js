// The booking form: possible days become buttons that fill in a wish, and a tight wish is warned of at once.
// Without this script the days are plain text, and the warnings stand on the school's own page afterwards.

const DAY = 86_400_000;

function helpWithDays(box) {
  const form = box.closest("form");
  const { language } = form.elements;
  const wishes = [...form.querySelectorAll("input[type=date]")];
  const list = box.querySelector("ul");
  const status = box.querySelector("[role=status]");
  const start = Date.parse(box.dataset.first);
  const lead = Number(box.dataset.lead);

  // One sign for each day from the first: "-" is a day off, "x" a day on which nobody is free, "." a possible one.
  const marks = () => box.querySelector(`[data-language="${language.value}"]`)?.dataset.marks ?? "";

  function warnings(value) {
    const number = Math.round((Date.parse(value) - start) / DAY);
    const mark = marks()[number];
    const holds = { past: number < 0, near: number >= 0 && number < lead, day_off: mark === "-", nobody: mark === "x" };
    return Object.keys(holds).filter((name) => holds[name]).map((name) => box.querySelector(`[data-name=${name}]`).dataset.warning);
  }

  function warn() {
    for (const input of wishes) {
      const text = warnings(input.value).join(" ");
      const note = document.getElementById(`${input.id}_warning`);
      // Written only when it changes: each writing is read out.
      if (note.textContent !== text) {
        note.textContent = text;
      }
    }
    for (const button of list?.querySelectorAll("button") ?? []) {
      button.setAttribute("aria-pressed", String(wishes.some((input) => input.value === button.value)));
    }
  }

  function choose({ value, textContent }) {
    const chosen = wishes.find((input) => input.value === value);
    const wish = chosen ?? wishes.find((input) => !input.value);
    if (wish) {
      wish.value = chosen ? "" : value;
      wish.dispatchEvent(new Event("input", { bubbles: true }));
    }
    const label = wish?.labels[0].firstChild.textContent.trim();
    status.textContent = wish ? `${label}: ${chosen ? "–" : textContent}` : box.dataset.full;
  }

  function dayButton(number) {
    const day = new Date(start + number * DAY);
    const how = { weekday: "long", day: "numeric", month: "long", year: "numeric", timeZone: "UTC" };
    const button = document.createElement("button");
    button.type = "button";
    button.className = "days__day";
    button.value = day.toISOString().slice(0, 10);
    button.textContent = day.toLocaleDateString(document.documentElement.lang.replace(/^en$/, "en-GB"), how);
    button.addEventListener("click", () => choose(button));
    const item = document.createElement("li");
    item.append(button);
    return item;
  }

  function offer() {
    const possible = [...marks()].flatMap((mark, number) => (mark === "." && number >= lead ? [number] : []));
    list?.replaceChildren(...possible.slice(0, Number(box.dataset.most)).map(dayButton));
    list?.parentElement.toggleAttribute("hidden", !possible.length);
    warn();
  }

  for (const input of wishes) {
    const note = document.createElement("p");
    note.className = "field__warning";
    note.id = `${input.id}_warning`;
    note.setAttribute("role", "status");
    input.after(note);
    input.setAttribute("aria-describedby", `${input.getAttribute("aria-describedby") ?? ""} ${note.id}`.trim());
    input.addEventListener("input", warn);
  }
  language.addEventListener("change", offer);
  // A page that comes back from the browser's history holds the days that were chosen.
  window.addEventListener("pageshow", offer);
}

const box = document.querySelector("[data-days]");
if (box) {
  helpWithDays(box);
}
