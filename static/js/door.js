// The door: a tap is sent with a key of its own until it is answered, and what other devices did comes in meanwhile.
const door = document.querySelector("[data-door]");
const form = document.getElementById("door");
const list = door.querySelector("[data-rows]");
const search = door.querySelector("[data-search] input");
const nobody = door.querySelector("[data-nobody]");
const store = `door ${location.pathname} ${door.dataset.who}`; // each account its own: a tablet goes from hand to hand
const queue = JSON.parse(localStorage.getItem(store) ?? "[]"); // references and keys, no names
const turned = new Map(); // when a row turned, so that a second tap on the same place takes nothing back
let sending = false;

const plain = (words) => words.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase().replace(/đ/g, "d");
const rows = () => [...list.children];

function keep() {
  localStorage.setItem(store, JSON.stringify(queue));
  door.querySelector("[data-waiting]").hidden = !queue.some((tap) => tap.failed);
  door.querySelector("[data-saved]").hidden = queue.length > 0;
  door.querySelector("[data-waiting-count]").textContent = queue.length;
}

function turn(row, since) {
  const wasHere = row.classList.contains("here");
  row.classList.toggle("here", Boolean(since));
  row.querySelector("[data-here]").hidden = !since;
  row.querySelector("[data-since]").textContent = since ?? "";
  const [undo, here] = row.querySelectorAll("button");
  if (document.activeElement === (since ? here : undo)) (undo.hidden = !since), (since ? undo : here).focus();
  undo.hidden = !since;
  here.hidden = Boolean(since);
  if (since && !wasHere) turned.set(row.dataset.ref, Date.now());
}

function addRow(ref, name) { // somebody new on another device: at the end, so that nothing moves under the thumb
  const row = list.lastElementChild.cloneNode(true);
  row.dataset.ref = ref;
  row.querySelector(".name").textContent = name;
  for (const button of row.querySelectorAll("button")) {
    button.value = ref;
    button.ariaLabel = button.ariaLabel.replace(list.lastElementChild.querySelector(".name").textContent, name);
  }
  row.querySelector("small")?.remove();
  list.append(row);
  return row;
}

function show(state) {
  door.querySelector("[data-count]").textContent = state.count;
  door.querySelector("[data-saved] time").textContent = state.saved;
  const known = new Map(rows().map((row) => [row.dataset.ref, row]));
  if (state.here) for (const [ref, row] of known) turn(row, state.here[ref]?.[0]);
  for (const [ref, here] of Object.entries(state.here ?? state.changed)) {
    if (known.has(ref)) turn(known.get(ref), here?.[0]);
    else if (here) turn(addRow(ref, here[1]), here[0]);
  }
  if (state.verdict) door.querySelector("[data-verdict]").innerHTML = state.verdict; // made and escaped by our server
}

async function post(tap) { // the new state; null where the answer was lost; undefined where it is no state
  const body = new URLSearchParams({ csrf_token: form.csrf_token.value, key: tap.key, [tap.name]: tap.value });
  const asked = { method: "POST", body, headers: { Accept: "application/json" }, signal: AbortSignal.timeout(10000) };
  try {
    const answer = await fetch(tap.url, asked);
    if (answer.status >= 500) return null;
    return answer.headers.get("content-type").startsWith("application/json") ? await answer.json() : undefined;
  } catch {
    return null;
  }
}

async function send() {
  if (sending) return;
  sending = true;
  while (queue.length) {
    const tap = queue[0];
    const state = await post(tap);
    if (state === null) {
      tap.failed = true;
      setTimeout(send, 1500);
      break;
    }
    queue.shift();
    keep();
    if (!state) return leave(tap);
    show(state);
  }
  sending = false;
  keep();
}

function leave(tap) { // logged out, or the door closed: the browser sends it, and shows what the server says
  form.action = tap.url;
  form.key.value = tap.key;
  form.insertAdjacentHTML("beforeend", "<input type=hidden>");
  Object.assign(form.lastElementChild, { name: tap.name, value: tap.value });
  form.submit();
}

form.addEventListener("submit", (event) => {
  event.preventDefault();
  const button = event.submitter;
  const again = button.closest("li") && Date.now() - (turned.get(button.value) ?? 0) < 1000;
  const url = again || !button.hasAttribute("formaction") ? form.action : button.formAction;
  queue.push({ url, name: button.name, value: button.value, key: crypto.randomUUID?.() ?? `${Date.now()} ${Math.random()}` });
  keep();
  send();
});

function find() {
  const parts = plain(search.value).split(/[\s-]+/).filter(Boolean);
  let found = 0;
  for (const row of rows()) {
    const words = plain(row.querySelector(".name").textContent).split(/[\s-]+/);
    row.hidden = !parts.every((part) => words.some((word) => word.startsWith(part)));
    found += !row.hidden;
  }
  nobody.hidden = found > 0;
  nobody.querySelector("[data-typed]").textContent = nobody.querySelector("[name=name]").value = search.value.trim();
}

search.addEventListener("input", find);
search.form.addEventListener("submit", (event) => {
  event.preventDefault();
  const first = rows().find((row) => !row.hidden);
  (first?.querySelector("button:not([hidden])") ?? nobody.querySelector("[name=name]")).focus();
});

setInterval(async () => {
  if (sending || queue.length || document.hidden) return;
  const answer = await fetch(door.dataset.door, { signal: AbortSignal.timeout(5000) }).catch(() => null);
  const state = answer?.ok && !answer.redirected ? await answer.json().catch(() => null) : null;
  if (state && !queue.length && !sending) show(state);
}, 2000);
keep();
send();
