// Public pages work without this file. It goes from step to step without loading the page anew, keeps the chosen time while details
// are typed, adds the visitor's own time and zone, guards against a double submit and moves the focus.
(() => {
  const root = document.documentElement;
  const zone = root.dataset.zone;
  const all = (selector) => [...document.querySelectorAll(selector)];
  const say = (text, values) => text.replace(/\{(\w+)\}/g, (_, name) => values[name] ?? "");
  const city = (name) => (name || "").split("/").pop().replace(/_/g, " ");
  const ownZone = Intl.DateTimeFormat().resolvedOptions().timeZone;

  function formatter(timeZone, options) {
    return new Intl.DateTimeFormat(root.lang || undefined, { hourCycle: "h23", timeZone, ...options });
  }

  function describe(control, text) {
    const known = control.getAttribute("aria-description");
    control.setAttribute("aria-description", known ? known + ", " + text : text);
  }

  function showOwnTimes() {
    if (!zone || !ownZone) return;
    const clock = { hour: "2-digit", minute: "2-digit" };
    const day = { weekday: "short", day: "numeric", month: "short" };
    const [here, mine, hereDay, mineDay] = [formatter(zone, clock), formatter(ownZone, clock), formatter(zone, day), formatter(ownZone, day)];
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
        describe(control, text);
      }
      element.after(" ", added);
    }
    for (const element of all("[data-zone-note]")) {
      const at = new Date(element.dataset.zoneNote || NaN);
      const values = { city: city(zone), own: city(ownZone), time: Number.isNaN(at.getTime()) ? "" : ownTime(at) };
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
      if (travels(form)) {
        event.preventDefault();
        send(form, event.submitter);
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

  function moveFocus(isStep) {
    const target = document.querySelector("[data-error-summary]") || document.querySelector("[aria-invalid=true]") || document.querySelector("[data-step-heading]");
    const arrived = takeStep() || isStep || document.referrer.startsWith(location.origin + "/");
    if (!target || (!isStep && location.hash) || (target.hasAttribute("data-step-heading") && !arrived)) return;
    target.focus({ preventScroll: target.hasAttribute("data-step-heading") });
  }

  function chooseOwnZone() {
    for (const hidden of all("input[data-own-zone]")) hidden.value = ownZone || "";
    const select = document.querySelector("select[data-own-zone]");
    if (!select || !ownZone) return;
    const option = [...select.options].find(({ value, dataset }) => value === ownZone || dataset.names?.split(" ").includes(ownZone));
    const untouched = [...select.options].every((each) => each.selected === each.defaultSelected);
    if (option && untouched) option.selected = true;
  }

  // ---- From step to step: the next page is fetched, and its <main> takes the place of this one. Whatever fails is left to the browser.

  const steps = /^\/(book|booking|waitlist)\//;
  let current = location.href;
  let running = null;
  let news = null;

  const isStep = (url) => url.origin === location.origin && steps.test(url.pathname) && !/\.\w+$/.test(url.pathname);
  const canTravel = () => !!document.querySelector("main#main") && steps.test(location.pathname);

  function travels(form) {
    return canTravel() && form.closest("main") && form.method === "post" && isStep(new URL(form.action, location.href));
  }

  function followLinks() {
    if (!canTravel()) return;
    history.replaceState({ step: true }, "");
    document.addEventListener("click", (event) => {
      const link = event.target.closest?.("main a[href]");
      if (!link || event.defaultPrevented || event.button || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
      if (link.target || link.hasAttribute("download") || link.hasAttribute("data-clear") || !isStep(link) || link.getAttribute("href").startsWith("#")) return;
      event.preventDefault();
      visit(link.href, { push: true });
    });
    addEventListener("popstate", () => {
      const [from, to] = [new URL(current), new URL(location.href)];
      if (from.pathname + from.search !== to.pathname + to.search) visit(location.href, { push: false });
      current = location.href;
    });
  }

  function answer(url, options) {
    running?.abort();
    running = new AbortController();
    document.querySelector("main").setAttribute("aria-busy", "true");
    return fetch(url, { ...options, signal: running.signal, credentials: "same-origin", referrerPolicy: "no-referrer", headers: { Accept: "text/html" } });
  }

  async function visit(href, { push }) {
    try {
      await letGo();
      const response = await answer(href);
      if (response.ok && await show(response, push && "pushState")) return;
    } catch (error) {
      if (error.name === "AbortError") return;
    }
    if (push) location.assign(href);
    else location.reload();
  }

  async function send(form, submitter) {
    // A field may be called "action": what is sent where is read from the attributes.
    const href = new URL(form.getAttribute("action") || location.href, location.href).href;
    try {
      const response = await answer(href, { method: "POST", body: new URLSearchParams(new FormData(form, submitter)) });
      const isAnswered = response.ok || [400, 409].includes(response.status);
      if (isAnswered && await show(response, response.redirected && "replaceState")) return;
      if (response.redirected && response.ok) return location.assign(response.url);
    } catch (error) {
      if (error.name === "AbortError") return;
    }
    // Safe to send again: the form carries the key of this submission.
    HTMLFormElement.prototype.submit.call(form);
  }

  // Puts an answered page in the place of this one. False where it is not one of ours: the browser has to load it.
  // A form that was taken gives its place in the history to what came of it: there is nothing to go back to.
  async function show(response, change) {
    const type = response.headers.get("Content-Type") || "";
    if (!type.startsWith("text/html") || !isStep(new URL(response.url))) return false;
    // The owner's test booking says more than its main part: the way back to the set-up stands above it.
    if (new URL(response.url).searchParams.has("setup")) return false;
    const page = new DOMParser().parseFromString(await response.text(), "text/html");
    const [next, frame] = [page.querySelector("main#main"), page.querySelector(".public-page")];
    if (!next || !frame || (page.documentElement.dataset.zone || "") !== (zone || "")) return false;

    const before = document.querySelector("main");
    const heading = before.querySelector("h1")?.textContent;
    keepTyped(before);
    stopHold();
    before.replaceWith(document.adoptNode(next));
    document.querySelector(".public-page").className = frame.className;
    document.title = page.title;
    if (change) history[change]({ step: true }, "", response.url);
    current = location.href;
    // From here on the address may be a secret one.
    if (!/^\/book\//.test(location.pathname)) hideReferrer();
    refill(next);
    arrive(true);
    news.textContent = "";
    if (next.querySelector("h1")?.textContent !== heading) scrollTo(0, 0);
    else announce(next.querySelector("[data-news]")?.textContent);
    return true;
  }

  function hideReferrer() {
    if (document.querySelector("meta[name=referrer]")) return;
    const meta = document.createElement("meta");
    meta.name = "referrer";
    meta.content = "no-referrer";
    document.head.append(meta);
  }

  function announce(text) {
    if (text) requestAnimationFrame(() => { news.textContent = text; });
  }

  // ---- What was typed stays while the visitor looks for another time, in this page only.

  const kept = new Map();
  const typedFields = "input[name=Name], input[name=Email], input[name=Phone], textarea[name=Notes]";

  function keepTyped(main) {
    for (const field of main.querySelectorAll(typedFields)) kept.set(field.name, field.value);
    for (const shown of main.querySelectorAll("[data-typed]")) kept.set(shown.dataset.typed, shown.textContent);
    if (!steps.test(location.pathname) || !location.pathname.startsWith("/book/")) kept.clear();
  }

  function refill(main) {
    for (const field of main.querySelectorAll(typedFields)) if (!field.value && kept.get(field.name)) field.value = kept.get(field.name);
  }

  // ---- The chosen time is kept for ten minutes. Without an answer everything goes on: the booking itself decides.

  let hold = null;

  function startHold() {
    const line = document.querySelector("[data-hold]");
    const form = document.querySelector("main form[method=post]");
    if (!line || !form) return;
    hold = { line, form, timer: 0, ends: 0, until: "", isKept: false, asking: null };
    keepTime();
  }

  function ofHold(form) {
    const names = ["Start", "With", "HoldId", "SubmissionKey", "EmbedStamp", "__RequestVerificationToken"];
    return new URLSearchParams([...new FormData(form)].filter(([name]) => names.includes(name)));
  }

  function ask(address, form, options) {
    return fetch(address, { ...options, method: "POST", body: ofHold(form), credentials: "same-origin", referrerPolicy: "no-referrer" });
  }

  async function keepTime() {
    const mine = hold;
    try {
      mine.asking = ask(mine.line.dataset.hold, mine.form);
      const response = await mine.asking;
      if (mine !== hold || mine.form.dataset.sent) return;
      if (response.status === 409) return void await show(response);
      if (!response.ok) return;
      const { until, seconds } = await response.json();
      Object.assign(mine, { until, isKept: true, ends: performance.now() + seconds * 1000 });
      const { pathname, search } = location;
      if (search && !/[?&]hold=/.test(search)) history.replaceState(history.state, "", pathname + search + "&hold=" + mine.form.elements.HoldId.value);
      current = location.href;
      tick();
    } catch { /* offline, or not answered: the line stays as it was */ }
  }

  function tick() {
    if (!hold?.isKept) return;
    const left = Math.ceil((hold.ends - performance.now()) / 1000);
    clearTimeout(hold.timer);
    let text = "No longer kept for you. It may still be free";
    let wait = 0;
    if (left > 120) {
      text = ownZone === zone ? "Kept for you until {until}" : "Kept for you until {own} your time";
      wait = left - 120;
    } else if (left > 0) {
      text = left > 60 ? "Kept for 2 more minutes" : "Kept for 1 more minute";
      wait = left > 60 ? left - 60 : left;
    } else {
      hold.isKept = false;
    }
    const own = formatter(ownZone, { hour: "2-digit", minute: "2-digit" }).format(new Date(Date.now() + left * 1000));
    const said = say(text, { until: hold.until, own });
    if (hold.line.textContent !== said) hold.line.textContent = said;
    if (wait) hold.timer = setTimeout(tick, wait * 1000);
  }

  function keepAgain() {
    if (document.hidden || !hold?.ends || hold.form.dataset.sent) return;
    tick();
    if (!hold.isKept) keepTime();
  }

  function stopHold() {
    clearTimeout(hold?.timer);
    hold = null;
  }

  // Before another time is chosen, so that the visitor's own hold does not stand in their way.
  async function letGo() {
    const mine = hold;
    stopHold();
    if (!mine?.asking) return;
    try {
      await Promise.race([mine.asking, new Promise((_, fail) => setTimeout(fail, 1500))]);
      await ask(mine.line.dataset.release, mine.form, { keepalive: true, signal: AbortSignal.timeout(1500) });
    } catch { /* it runs out by itself */ }
  }

  function arrive(step) {
    showOwnTimes();
    chooseOwnZone();
    moveFocus(step);
    startHold();
  }

  news = document.createElement("p");
  news.className = "visually-hidden";
  news.setAttribute("role", "status");
  document.body.append(news);
  document.addEventListener("visibilitychange", keepAgain);
  document.addEventListener("input", (event) => { if (event.target.closest("main form")) keepAgain(); });
  guardSubmits();
  followLinks();
  rememberStep();
  arrive(false);
})();
