// The door closed while taps were still waiting for the network: say so.
const notice = document.querySelector("[data-unsent]");
const waiting = JSON.parse(localStorage.getItem(`door ${location.pathname} ${notice.dataset.unsent}`) ?? "[]");
notice.hidden = waiting.length === 0;
