// The booking form: says where errors are, and sends once. Without this script the form works all the same.

const summary = document.querySelector("[data-error-summary]");
if (summary) {
  summary.focus();
}

const form = document.querySelector("[data-booking-form]");
if (form) {
  let sent = false;
  form.addEventListener("submit", (event) => {
    if (sent) {
      event.preventDefault();
    }
    // A step that is not finished yet does not send.
    sent = !event.defaultPrevented || sent;
  });
  // A page that comes back from the browser's history may be sent again.
  window.addEventListener("pageshow", () => {
    sent = false;
  });
}
