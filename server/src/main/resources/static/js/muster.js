// What every page needs: htmx sends the CSRF token, and says when it refreshes by itself, so that a
// page left open does not keep its session alive.
document.addEventListener("htmx:configRequest", (event) => {
  const token = document.querySelector('meta[name="_csrf"]');
  const header = document.querySelector('meta[name="_csrf_header"]');
  if (token && header) {
    event.detail.headers[header.content] = token.content;
  }
  if (event.detail.elt.hasAttribute("data-refresh")) {
    event.detail.headers["X-Muster-Refresh"] = "true";
  }
});

// A refresh that finds the session ended leads to the way in, instead of showing it inside the page.
document.addEventListener("htmx:beforeSwap", (event) => {
  const answer = event.detail.xhr;
  if (answer.status === 401 || (answer.responseURL || "").includes("/sign-in")) {
    event.detail.shouldSwap = false;
    window.location.assign("/sign-in");
  }
});
