// “Leave this page”: hides everything at once and puts another page in the place of this one, by the button or by Shift
// pressed three times. Without this script the button is a link. docs/safety.md says why each thing is as it is.

const TIMES = 3;
const WITHIN = 5000;
const root = document.documentElement;
const box = document.querySelector("[data-exit]");
const link = box.querySelector("a");
const status = box.querySelector("[role=status]");

function leave() {
  root.classList.add("is-leaving");
  document.title = "…";
  location.replace(link.href);
}

link.addEventListener("click", (event) => {
  event.preventDefault();
  leave();
});

// If the browser has kept the blank page, it leaves again.
window.addEventListener("pageshow", ({ persisted }) => {
  if (persisted && root.classList.contains("is-leaving")) {
    leave();
  }
});

// A jump within the page makes no entry in the history: “Back” would lead from the other page to this one again.
document.addEventListener("click", (event) => {
  const jump = event.target.closest?.("a[href^='#']");
  if (jump && !event.defaultPrevented && !event.ctrlKey && !event.metaKey && !event.shiftKey) {
    event.preventDefault();
    const { state } = history;
    location.replace(jump.hash);
    history.replaceState(state, "");
  }
});

// Shift, pressed alone: it counts when it is let go, unless something else has happened since it was pressed.

const held = new Set();
let isAlone = true;
let count = 0;
let timer;

function forget() {
  clearTimeout(timer);
  count = 0;
  status.textContent = "";
}

function spoil() {
  isAlone = false;
  if (count) {
    forget();
  }
}

function countOne() {
  count += 1;
  if (count === TIMES) {
    forget();
    leave();
    return;
  }
  if (count === 1) {
    timer = setTimeout(forget, WITHIN);
  }
  status.textContent = count === 1 ? box.dataset.twoMore : box.dataset.oneMore;
}

// A keyboard on the screen sends Shift for its own purposes, mostly without saying which key it was.
function isShift({ code, ctrlKey, altKey, metaKey, isComposing }) {
  const isOnScreen = matchMedia("(pointer: coarse)").matches && document.activeElement?.matches("input, select, textarea");
  return /^Shift(Left|Right)$/.test(code) && !(isOnScreen || ctrlKey || altKey || metaKey || isComposing);
}

window.addEventListener("keydown", (event) => {
  if (!isShift(event)) {
    spoil();
  } else if (!event.repeat) {
    // Windows may keep back that one of two was let go: then it counts when it is pressed again.
    if (held.has(event.code) && isAlone) {
      countOne();
    }
    isAlone ||= !held.size;
    held.add(event.code);
  }
}, true);

window.addEventListener("keyup", (event) => {
  if (!isShift(event)) {
    spoil();
  }
  // With no Shift held any more, all have been let go, whatever was reported.
  for (const code of event.shiftKey ? [event.code] : [...held]) {
    if (held.delete(code) && isAlone) {
      countOne();
    }
  }
}, true);

window.addEventListener("blur", () => {
  held.clear();
  spoil();
});
for (const name of ["pointerdown", "wheel", "compositionstart"]) {
  window.addEventListener(name, spoil, { capture: true, passive: true });
}

// What the keys can do is told by the script alone: without it they do nothing, and a browser for text would show it.
const add = (parent, properties) => parent.append(Object.assign(document.createElement("span"), properties));
add(link, { className: "exit__keys", ariaHidden: "true", textContent: "3 × Shift" });
add(link.parentElement, { id: "exit-keys", hidden: true, textContent: box.dataset.keys });
box.classList.add("exit--keys");
link.setAttribute("aria-describedby", "exit-keys");

// Where a keyboard on the screen, or enlarging with two fingers, would hide the bar, it rises into what can be seen.
const { visualViewport: view } = window;
for (const name of ["resize", "scroll"]) {
  view?.addEventListener(name, () => {
    box.style.setProperty("--rise", `${Math.max(0, root.clientHeight - view.height - view.offsetTop)}px`);
  });
}
