// The form of the audit: says what is too much before it is sent, and that it is running after.
const form = document.getElementById("audit-form");
const input = document.getElementById("files");
const button = document.getElementById("send");
const status = document.getElementById("audit-status");
const progress = document.getElementById("audit-progress");
const problems = document.getElementById("problems");
const MEGABYTE = 1024 * 1024;

function problem(files) {
  const { filesMax, fileMegabytesMax, megabytesMax } = form.dataset;
  const megabytes = files.reduce((sum, file) => sum + file.size, 0) / MEGABYTE;
  const large = files.find((file) => file.size > fileMegabytesMax * MEGABYTE);
  if (files.length === 0) {
    return "Choose at least one file, a workbook (.xlsx) or tidy CSV (.csv).";
  }
  if (files.length > filesMax) {
    return `These are ${files.length} files; at most ${filesMax} are read at once. Choose fewer.`;
  }
  if (large) {
    return `${large.name} is larger than ${fileMegabytesMax} MB, which is the most for one file. Leave it out.`;
  }
  return megabytes > megabytesMax
    ? `These files are of ${Math.ceil(megabytes)} MB together; at most ${megabytesMax} MB are read at once. Choose fewer.`
    : "";
}

function running(files) {
  button.disabled = files > 0;
  progress.hidden = files === 0;
  status.textContent = files === 0 ? "" : `Sending and reading ${files} ${files === 1 ? "file" : "files"} …`;
}

form.addEventListener("submit", (event) => {
  const files = [...input.files];
  const found = problem(files);
  if (found !== "") {
    event.preventDefault();
    document.getElementById("problem").textContent = found;
    problems.hidden = false;
    problems.focus();
    return;
  }
  problems.hidden = true;
  running(files.length);
});

// Who comes back to the page finds it as it was before.
window.addEventListener("pageshow", () => running(0));

if (!problems.hidden) {
  problems.focus();
}
