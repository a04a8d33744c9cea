// Public pages work without this file; it adds the visitor's own time and zone, guards against a double submit and moves focus.
(() => {
  const root = document.documentElement;
  const zone = root.dataset.zone;
  const all = (selector) => [...document.querySelectorAll(selector)];
  const say = (text, values) => text.replace(/\{(\w+)\}/g, (_, name) => values[name] ?? "");
  const city = (name) => (name || "").split("/").pop().replace(/_/g, " ");

  function formatter(timeZone, options) {
    return new Intl.DateTimeFormat(root.lang || undefined, { hourCycle: "h23", timeZone, ...options });
  }

  function showOwnTimes() {
    const own = Intl.DateTimeFormat().resolvedOptions().timeZone;
    if (!zone || !own) return;
    const clock = { hour: "2-digit", minute: "2-digit" };
    const day = { weekday: "short", day: "numeric", month: "short" };
    const [here, mine, hereDay, mineDay] = [formatter(zone, clock), formatter(own, clock), formatter(zone, day), formatter(own, day)];
    const differs = (at) => here.format(at) !== mine.format(at) || hereDay.format(at) !== mineDay.format(at);
    const ownTime = (at) => (hereDay.format(at) === mineDay.format(at) ? "" : mineDay.format(at) + ", ") + mine.format(at);
    const times = all("time[data-local]").map((element) => [element, new Date(element.dateTime)]);
    const same = !differs(new Date()) && !times.some(([, at]) => differs(at));

    for (const [element, at] of times) {
      if (Number.isNaN(at.getTime()) || !differs(at)) continue;
      const text = say(element.dataset.local || "{time} your time", { time: ownTime(at) });
      const added = document.createElement("span");
      added.className = "local-time";
      added.textContent = text;
      const control = element.closest("a, button, label");
      if (control) {
        added.setAttribute("aria-hidden", "true");
        control.setAttribute("aria-description", text);
      }
      element.after(" ", added);
    }
    for (const element of all("[data-zone-note]")) {
      const at = new Date(element.dataset.zoneNote || NaN);
      const values = { city: city(zone), own: city(own), time: Number.isNaN(at.getTime()) ? "" : ownTime(at) };
      if (same) element.textContent = say(element.dataset.same || "Times in {city} (your time zone is the same)", values);
      else if (values.time) element.textContent = say(element.dataset.time || "Your time: {time}", values);
      else element.textContent = say(element.dataset.other || "Times in {city}. Your own time ({own}) stands beside each", values);
    }
  }

  function guardSubmits() {
    document.addEventListener("submit", (event) => {
      const form = event.target;
      if (!form.matches("[data-once]")) return;
      if (form.dataset.sent) return event.preventDefault();
      form.dataset.sent = "true";
      for (const button of form.querySelectorAll("[type=submit]")) {
        button.setAttribute("aria-disabled", "true");
        if (button.dataset.busy) button.textContent = button.dataset.busy;
      }
    });
    addEventListener("pageshow", (event) => { if (event.persisted) location.reload(); });
  }

  // A booking's secret address is in no referrer: the tab remembers that the last step was one of ours.
  function rememberStep() {
    const note = () => { try { sessionStorage.setItem("careops.step", "1"); } catch { /* storage is off */ } };
    document.addEventListener("submit", note);
    document.addEventListener("click", (event) => { if (event.target.closest?.("a[href]")?.origin === location.origin) note(); });
  }

  function takeStep() {
    try {
      const taken = sessionStorage.getItem("careops.step") !== null;
      sessionStorage.removeItem("careops.step");
      return taken;
    } catch { return false; }
  }

  function moveFocus() {
    const target = document.querySelector("[data-error-summary]") || document.querySelector("[aria-invalid=true]") || document.querySelector("[data-step-heading]");
    const arrived = takeStep() || document.referrer.startsWith(location.origin + "/");
    if (!target || location.hash || (target.hasAttribute("data-step-heading") && !arrived)) return;
    target.focus({ preventScroll: target.hasAttribute("data-step-heading") });
  }

  function chooseOwnZone() {
    const select = document.querySelector("select[data-own-zone]");
    const own = Intl.DateTimeFormat().resolvedOptions().timeZone;
    if (!select || !own) return;
    const option = [...select.options].find(({ value, dataset }) => value === own || dataset.names?.split(" ").includes(own));
    const untouched = [...select.options].every((each) => each.selected === each.defaultSelected);
    if (option && untouched) option.selected = true;
  }

  showOwnTimes();
  chooseOwnZone();
  guardSubmits();
  rememberStep();
  moveFocus();
})();
