// Pages that are told that something changed ask for their parts again and show them in place. Nothing
// is replaced under somebody who types, reads or has opened something there: then the line above says
// how many changes wait, and a button shows them.
const AGAIN_MILLIS = 30000;
let changes = 0;
let since = new Date();
let held = false;
let forced = false;

const clock = (at) => at.toLocaleTimeString([], { hour: "2-digit", minute: "2-digit" });

function say() {
  const line = document.getElementById("live-status");
  const button = document.getElementById("live-show");
  if (!line || !button || changes === 0) {
    return;
  }
  const count = changes === 1 ? "1 change" : `${changes} changes`;
  line.textContent = held
    ? `${count} since ${clock(since)}: not shown while you read here.`
    : `${count} since ${clock(since)}: shown.`;
  button.hidden = !held;
}

function isInUse(part) {
  const active = document.activeElement;
  const typing = part.contains(active) && active.matches("input, textarea, select");
  const selection = document.getSelection();
  const reading = selection && !selection.isCollapsed && part.contains(selection.anchorNode);
  return typing || reading || part.querySelector("details[open]") !== null;
}

function keepInUse(event) {
  const part = event.detail.target;
  const refresh = event.type === "htmx:oobBeforeSwap" || event.detail.elt.hasAttribute("data-refresh");
  if (part && refresh && !forced && isInUse(part)) {
    event.detail.shouldSwap = false;
    held = true;
  }
}

// The browser comes again by itself when the line breaks, but not after a refusal.
function listen(place) {
  const source = new EventSource(place.dataset.liveFrom);
  source.addEventListener("changed", () => {
    changes += 1;
    held = false;
    place.querySelectorAll("[data-live]").forEach((part) => window.htmx.trigger(part, "live:changed"));
  });
  source.addEventListener("error", () => {
    if (source.readyState === EventSource.CLOSED) {
      window.setTimeout(() => listen(place), AGAIN_MILLIS);
    }
  });
}

document.querySelectorAll("[data-live-from]").forEach(listen);
document.addEventListener("htmx:beforeSwap", keepInUse);
document.addEventListener("htmx:oobBeforeSwap", keepInUse);
document.addEventListener("htmx:afterRequest", (event) => {
  if (event.detail.elt.hasAttribute("data-refresh")) {
    forced = false;
    // The parts are put in place right after the answer.
    window.setTimeout(say, 0);
  }
});
document.addEventListener("click", (event) => {
  if (event.target.id === "live-show") {
    forced = true;
    held = false;
    window.htmx.trigger(document.querySelector("[data-live]"), "live:show");
  }
});
