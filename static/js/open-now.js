// Says of each contact whether it is open now, by the clock of its own country. Pages are kept, so only a browser can.
const EVERY = 30000;
const DAYS = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];
const DAY = 24 * 60;

// The first name of the zone that this browser knows; nothing where it knows none.
function zoneOf(names) {
  return names.split(" ").find((timeZone) => {
    try {
      return new Intl.DateTimeFormat("en", {timeZone}).resolvedOptions().timeZone;
    } catch (error) {
      return false;
    }
  });
}

// Day of the week from Monday, and minutes since midnight, as the clock on the wall there shows them.
function clock(timeZone) {
  const format = new Intl.DateTimeFormat("en-GB", {timeZone, weekday: "short", hour: "2-digit", minute: "2-digit"});
  const parts = format.formatToParts(new Date());
  const part = (wanted) => parts.find(({type}) => type === wanted).value;
  return {day: DAYS.indexOf(part("weekday")), minutes: (Number(part("hour")) % 24) * 60 + Number(part("minute"))};
}

// What is open on a day, in minutes since its midnight; it may end on the next day.
function range(text) {
  if (!text) return null;
  const [from, to] = text.split("-").map((time) => Number(time.slice(0, 2)) * 60 + Number(time.slice(3)));
  return {from, to: to > from ? to : to + DAY, start: text.slice(0, 5)};
}

function words({dataset}, {day, minutes}) {
  const week = dataset.openNow.split(",").map(range);
  const today = week[day];
  const yesterday = week[(day + 6) % 7];
  if ((today && minutes >= today.from && minutes < today.to) || (yesterday && minutes < yesterday.to - DAY)) {
    return dataset.open;
  }
  if (today && minutes < today.from) return `${dataset.today} ${today.start}`;
  const ahead = [1, 2, 3, 4, 5, 6, 7].find((days) => week[(day + days) % 7]);
  if (!ahead) return "";
  const next = (day + ahead) % 7;
  // 1 January 2024 was a Monday.
  const date = new Date(Date.UTC(2024, 0, 1 + next, 12));
  const name = date.toLocaleDateString(document.documentElement.lang, {weekday: "long", timeZone: "UTC"});
  return `${dataset.later} ${name} ${week[next].start}`;
}

function say() {
  for (const element of document.querySelectorAll("[data-open-now]")) {
    const zone = zoneOf(element.dataset.zone);
    const text = zone ? words(element, clock(zone)) : "";
    if (element.textContent !== text) element.textContent = text;
    element.hidden = !text;
    element.classList.toggle("contact__open--now", text === element.dataset.open);
  }
}

if (window.Intl && Intl.DateTimeFormat && Intl.DateTimeFormat.prototype.formatToParts) {
  say();
  setInterval(say, EVERY);
}
