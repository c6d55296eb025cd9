// The booking form: suggests schools of the register, and fills in the town and the type of the one that is chosen.
// Without this script, without an answer, or for a school that is not in the register, one simply types.

const DELAY = 200;
const SHORTEST = 2;

function label(school) {
  return `${school.name}, ${school.town}`;
}

function option(school, typed) {
  const element = document.createElement("option");
  element.value = label(school);
  // Browsers hide options that do not hold the very letters typed, and “crni” is not in “Črni Vrh”.
  if (!element.value.toLowerCase().includes(typed.toLowerCase())) {
    element.label = `${typed} → ${element.value}`;
  }
  return element;
}

function suggestSchools(form) {
  const { school_name: input, school_type: type, town } = form.elements;
  const list = document.createElement("datalist");
  list.id = "school-suggestions";
  input.after(list);
  input.setAttribute("list", list.id);

  let schools = [];
  let timer;
  let request = new AbortController();

  function offer(found, typed) {
    schools = found;
    list.replaceChildren(...found.map((school) => option(school, typed)));
  }

  async function search(typed) {
    const address = new URL(form.dataset.schoolsUrl, window.location.href);
    address.searchParams.set("q", typed);
    request = new AbortController();
    const { signal } = request;
    try {
      const response = await fetch(address, { signal });
      const found = response.ok ? await response.json() : [];
      if (!signal.aborted) {
        offer(found, typed);
      }
    } catch {
      // Offline or overtaken by the next letter: suggestions are a help, never a condition.
    }
  }

  input.addEventListener("input", () => {
    clearTimeout(timer);
    request.abort();
    const typed = input.value.trim();
    const chosen = schools.find((school) => label(school) === typed);
    if (chosen) {
      input.value = chosen.name;
      town.value = chosen.town;
      type.value = chosen.type;
      offer([], "");
    } else if (typed.length < SHORTEST) {
      offer([], "");
    } else {
      timer = setTimeout(search, DELAY, typed);
    }
  });
}

const form = document.querySelector("[data-schools-url]");
if (form) {
  suggestSchools(form);
}
