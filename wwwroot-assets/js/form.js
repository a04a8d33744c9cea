// The page of a form works without this file. It saves what is typed, fills in what other tabs and devices answered, sends files as
// they are chosen, asks only what is to be asked, keeps the count, and lets a signature be drawn. On the contact page it only asks
// what is to be asked.
(() => {
  const form = document.querySelector("form[data-fill], form[data-asks]");
  if (!form) return;
  const isKept = form.matches("[data-fill]");
  const address = "/form/" + form.closest("[data-form]")?.dataset.form;
  const questions = [...form.querySelectorAll("[data-question]")];
  const state = form.querySelector("[data-fill-state]");
  const count = form.querySelector("[data-fill-count]");
  const bar = form.querySelector("progress");
  const pause = 1500;

  const fieldsOf = (question) => [...question.querySelectorAll("[name^='a-']")];
  const markOf = (question) => question.querySelector("[name^='s-']");
  const isChosen = (field) => !["radio", "checkbox"].includes(field.type) || field.checked;
  const filesOf = (question) => [...question.querySelectorAll("li[data-file]")].map((item) => item.dataset.file);
  const isFile = (question) => !!question.querySelector("[data-files]");
  const valuesOf = (question) => isFile(question) ? filesOf(question) : fieldsOf(question).filter((field) => isChosen(field) && field.value.trim() !== "").map((field) => field.value);

  // ---- What is asked, given the answers: a question only after an earlier one, a section with all up to the next.

  function askAgain() {
    const answers = new Map();
    let isSectionShown = true;
    for (const question of questions) {
      const { if: decides, test, value } = question.dataset;
      const given = answers.get(decides);
      const holds = !decides || (!!given?.length && (test === "IsAnswered" || given.includes(value) === (test === "Is")));
      if ("section" in question.dataset) isSectionShown = holds;
      const isAsked = isSectionShown && holds;
      question.toggleAttribute("data-unmet", !isAsked);
      if (isAsked) answers.set(question.dataset.question, valuesOf(question));
    }
    if (!isKept) return;
    const asked = questions.filter((question) => !("section" in question.dataset) && !question.hasAttribute("data-unmet"));
    const answered = asked.filter((question) => valuesOf(question).length).length;
    bar.max = Math.max(1, asked.length);
    bar.value = answered;
    count.textContent = answered + " of " + asked.length + " answered";
  }

  // ---- Saving: what changed since it was last sent, after a moment without typing, one after the other.

  const changed = new Set();
  let timer = 0;
  let saving = null;
  let isSaving = false;
  let isOver = false;

  function note(question) {
    if (!isKept || isFile(question)) return;
    changed.add(question);
    clearTimeout(timer);
    timer = setTimeout(save, pause);
  }

  function ofForm() {
    const body = new FormData();
    for (const name of ["Version", "__RequestVerificationToken"]) body.append(name, form.elements[name].value);
    return body;
  }

  function bodyOf(sent) {
    const body = ofForm();
    for (const question of sent) {
      body.append(markOf(question).name, markOf(question).value);
      for (const field of fieldsOf(question).filter(isChosen)) body.append(field.name, field.value);
    }
    return body;
  }

  function save() {
    if (isOver || !changed.size) return saving;
    saving = (saving || Promise.resolve()).then(sendAnswers);
    return saving;
  }

  async function sendAnswers() {
    if (isOver || form.dataset.sent) return;
    const sent = [...changed];
    changed.clear();
    saves++;
    isSaving = true;
    say("Saving…");
    try {
      const response = await fetch(address + "?handler=Autosave", { method: "POST", body: bodyOf(sent), credentials: "same-origin", referrerPolicy: "no-referrer" });
      if (response.status === 409 || response.status === 410) return end(response.status);
      if (!response.ok) throw new Error(response.status);
      const { marks, problems, others } = await response.json();
      for (const question of sent) {
        const key = question.dataset.question;
        if (marks[key]) markOf(question).value = marks[key];
        tell(question, problems[key]);
        offerChoice(question, others[key]);
      }
      say(Object.keys(problems).length ? "Saved, but for what is marked" : "Saved just now");
    } catch {
      for (const question of sent) changed.add(question);
      say("Not saved yet. It is tried again.");
      clearTimeout(timer);
      timer = setTimeout(save, 5000);
    } finally {
      isSaving = false;
    }
  }

  function end(status) {
    isOver = true;
    say(status === 410
      ? "Not saved: this link has ended meanwhile. What you typed stays on this page, to copy."
      : "Not saved: the form was sent meanwhile, in another tab or on another device. What you typed stays on this page, to copy.");
  }

  // ---- Other tabs and devices: what they answered comes in when somebody comes back to this page, unless it was answered here, too.

  const boxOf = (question) => question.querySelector("[data-choice]");
  let looking = false;
  let saves = 0;

  async function lookElsewhere() {
    if (looking || isSaving || isOver || changed.size || uploads || form.dataset.sent || document.hidden) return;
    looking = true;
    const before = saves;
    try {
      const response = await fetch(address + "?handler=Answers", { credentials: "same-origin", referrerPolicy: "no-referrer" });
      if (response.status === 410) return end(410);
      if (!response.ok) return;
      const { sent, answers } = await response.json();
      if (saves !== before || changed.size) return;
      if (sent && !questions.some(boxOf)) return location.reload();
      if (sent) return end(409);
      takeIn(answers);
    } catch { /* the next look, or the next answer, finds it */ } finally {
      looking = false;
    }
  }

  function takeIn(answers) {
    let count = 0;
    for (const question of questions) {
      const answer = answers[question.dataset.question];
      if (!answer || boxOf(question) || changed.has(question) || markOf(question).value === answer.mark) continue;
      fill(question, answer);
      tell(question, "");
      count++;
    }
    if (!count) return;
    askAgain();
    say(count === 1 ? "One answer came in from another tab or device" : count + " answers came in from another tab or device");
  }

  function fill(question, { value, mark }) {
    const chosen = value.split("\n");
    for (const field of fieldsOf(question)) {
      if (["radio", "checkbox"].includes(field.type)) field.checked = chosen.includes(field.value);
      else field.value = value;
    }
    const signature = question.querySelector("[data-signature]");
    if (signature) showSigned(signature, value);
    markOf(question).value = mark;
  }

  // Two answers to one question: neither is saved over the other before somebody has read both.
  function offerChoice(question, other) {
    boxOf(question)?.remove();
    if (!other) return;
    const [box, said, quote, row] = ["div", "p", "q", "div"].map((name) => document.createElement(name));
    box.className = "two-answers";
    box.dataset.choice = "";
    box.setAttribute("role", "group");
    box.setAttribute("aria-label", "Which one counts?");
    quote.className = "typed";
    quote.textContent = other.text || "No answer";
    said.append("There it says: ", quote);
    row.className = "actions";
    const settle = (text, decide) => {
      const button = document.createElement("button");
      button.type = "button";
      button.className = "btn sm";
      button.textContent = text;
      button.addEventListener("click", () => {
        box.remove();
        decide();
        const error = question.querySelector("[data-error]");
        if (error) error.dataset.error = "live";
        tell(question, "");
        askAgain();
        note(question);
        save();
        fieldsOf(question).find((field) => field.type !== "hidden")?.focus();
      });
      row.append(button);
    };
    settle("Keep what stands here", () => { markOf(question).value = other.mark; });
    settle("Use the other one", () => fill(question, other));
    box.append(said, row);
    (question.querySelector("[data-error]") || question.querySelector(".field").lastElementChild).after(box);
  }

  function say(text) {
    state.textContent = " · " + text;
  }

  function tell(question, problem) {
    let error = question.querySelector("[data-error]");
    if (!problem) {
      // What the server said of an answer holds until there is another one.
      if (error && (error.dataset.error === "live" || valuesOf(question).length)) {
        error.remove();
        for (const field of question.querySelectorAll("[aria-invalid]")) field.removeAttribute("aria-invalid");
        const summary = document.querySelector("[data-error-summary]");
        summary?.querySelector(`[href^="#q-${question.dataset.question}"]`)?.closest("li")?.remove();
        const left = summary?.querySelectorAll("li").length;
        if (left === 0) summary.remove();
        else if (left) summary.querySelector("h2").textContent = left === 1 ? "One answer needs a look" : left + " answers need a look";
      }
      return;
    }
    if (!error) {
      error = document.createElement("span");
      error.className = "field-error";
      error.dataset.error = "live";
      question.querySelector(".field").append(error);
    }
    error.textContent = problem;
  }

  // ---- Files: each goes up by itself, one after the other, as soon as it is chosen.

  let uploading = Promise.resolve();
  let uploads = 0;

  function offerFiles(box) {
    const question = box.closest("[data-question]");
    const input = box.querySelector("input[type=file]");
    for (const item of box.querySelectorAll("[data-file]")) offerRemoval(question, item);
    input.addEventListener("change", () => {
      const refused = [];
      let room = box.dataset.files - box.querySelectorAll("li").length;
      for (const file of input.files) {
        if (file.size > box.dataset.max) refused.push(file.name + " was not added. It is larger than " + box.dataset.max / 1024 / 1024 + " MB.");
        else if (room-- <= 0) refused.push(file.name + " was not added. Take another file out first.");
        else send(question, box.querySelector("ul"), file);
      }
      input.value = "";
      tellOfFile(question, refused.join(" "));
    });
  }

  function send(question, list, file) {
    const [item, bar, name] = [document.createElement("li"), document.createElement("progress"), document.createElement("span")];
    Object.assign(bar, { max: file.size || 1, value: 0 });
    bar.setAttribute("aria-label", "Sending " + file.name);
    name.className = "added-name";
    name.textContent = file.name;
    item.append(name, bar);
    list.append(item);
    uploads++;
    uploading = uploading.then(() => upload(question, item, bar, file)).finally(() => { uploads--; });
  }

  function upload(question, item, bar, file) {
    const body = ofForm();
    body.append("question", question.dataset.question);
    body.append("file", file);
    say("Sending " + file.name + "…");
    return new Promise((resolve) => {
      const request = new XMLHttpRequest();
      request.open("POST", address + "?handler=AddFile");
      request.responseType = "json";
      request.upload.addEventListener("progress", ({ loaded }) => { bar.value = Math.min(loaded, file.size); });
      request.addEventListener("loadend", () => {
        const { id, name, size, problem } = request.response || {};
        if (request.status === 200 && id) {
          arrived(question, item, { id, name, size });
        } else {
          item.remove();
          if (request.status === 409 || request.status === 410) end(request.status);
          else say("Saved, but for what is marked");
          tellOfFile(question, file.name + " was not added. " + (problem || (request.status === 429 ? "Too many at once; wait a minute, then choose it again." : "It could not be sent. Choose it again.")));
        }
        resolve();
      });
      request.send(body);
    });
  }

  function arrived(question, item, { id, name, size }) {
    const known = question.querySelector(`li[data-file="${id}"]`);
    if (known) item.remove();
    else {
      item.dataset.file = id;
      item.querySelector(".added-name").textContent = name;
      const shown = document.createElement("span");
      shown.className = "small soft";
      shown.textContent = size;
      item.querySelector("progress").replaceWith(shown);
      offerRemoval(question, item);
    }
    question.querySelector("[data-error='']")?.remove();
    askAgain();
    say("Saved just now");
  }

  function offerRemoval(question, item) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "btn sm";
    button.textContent = "Remove";
    button.setAttribute("aria-label", "Remove " + item.querySelector(".added-name").textContent);
    item.querySelector("[data-out]")?.remove();
    item.append(button);
    button.addEventListener("click", async () => {
      button.disabled = true;
      const body = ofForm();
      body.append("file", item.dataset.file);
      try {
        const response = await fetch(address + "?handler=RemoveFile", { method: "POST", body, credentials: "same-origin", referrerPolicy: "no-referrer" });
        if (response.status === 409 || response.status === 410) return end(response.status);
        if (!response.ok) throw new Error(response.status);
        item.remove();
        tellOfFile(question, "");
        askAgain();
        say("Saved just now");
        question.querySelector("input[type=file]").focus();
      } catch {
        button.disabled = false;
        say("Not saved yet. Try it again.");
      }
    });
  }

  function tellOfFile(question, problem) {
    tell(question, problem);
    const error = question.querySelector("[data-error=live]");
    if (error) error.setAttribute("role", "alert");
  }

  // ---- Signing by hand.

  const [width, height] = [600, 200];

  function offerDrawing(box) {
    const field = box.querySelector("[name^='a-']");
    const offer = document.createElement("button");
    offer.type = "button";
    offer.className = "btn sm";
    offer.textContent = field.type === "hidden" ? "Sign again" : "Draw it instead";
    offer.addEventListener("click", () => {
      if (field.type === "hidden") typeAgain(box, field, offer);
      else startDrawing(box, field, offer);
    });
    box.append(offer);
  }

  // Signed in another tab or on another device: typed, drawn or not at all.
  function showSigned(box, value) {
    const field = box.querySelector("[name^='a-']");
    const isDrawn = value.startsWith("drawn:");
    box.querySelector("svg, canvas")?.remove();
    field.type = isDrawn ? "hidden" : "text";
    box.querySelector("button").textContent = isDrawn ? "Sign again" : "Draw it instead";
    if (!isDrawn) return;
    const [svg, path] = ["svg", "path"].map((name) => document.createElementNS("http://www.w3.org/2000/svg", name));
    for (const [name, text] of Object.entries({ class: "signature-drawn", viewBox: `0 0 ${width} ${height}`, role: "img", "aria-label": "Your signature" })) svg.setAttribute(name, text);
    path.setAttribute("d", JSON.parse(value.slice(6)).map((line) => "M" + line.join(" ")).join(""));
    svg.append(path);
    box.prepend(svg);
  }

  function typeAgain(box, field, offer) {
    box.querySelector("svg, canvas")?.remove();
    field.type = "text";
    field.value = "";
    offer.textContent = "Draw it instead";
    field.dispatchEvent(new Event("input", { bubbles: true }));
    field.focus();
  }

  function startDrawing(box, field, offer) {
    const canvas = document.createElement("canvas");
    Object.assign(canvas, { width, height, className: "signature-field" });
    canvas.setAttribute("role", "img");
    canvas.setAttribute("aria-label", "Field to draw your signature in. To sign by keyboard, type your name instead.");
    box.prepend(canvas);
    const strokes = [];
    const pen = canvas.getContext("2d");
    Object.assign(pen, { lineWidth: 3, lineCap: "round", lineJoin: "round", strokeStyle: getComputedStyle(box).color });
    field.type = "hidden";
    field.value = "";
    offer.textContent = "Type it instead";
    const at = ({ clientX, clientY }) => {
      const frame = canvas.getBoundingClientRect();
      const inside = (value, most) => Math.min(most, Math.max(0, Math.round(value)));
      return [inside((clientX - frame.left) * width / frame.width, width), inside((clientY - frame.top) * height / frame.height, height)];
    };
    canvas.addEventListener("pointerdown", (event) => {
      canvas.setPointerCapture(event.pointerId);
      strokes.push(at(event));
      pen.beginPath();
      pen.moveTo(...at(event));
    });
    canvas.addEventListener("pointermove", (event) => {
      if (!canvas.hasPointerCapture(event.pointerId)) return;
      const [x, y] = at(event);
      const stroke = strokes.at(-1);
      if (Math.abs(stroke.at(-2) - x) + Math.abs(stroke.at(-1) - y) < 4) return;
      stroke.push(x, y);
      pen.lineTo(x, y);
      pen.stroke();
    });
    canvas.addEventListener("pointerup", () => {
      const lines = strokes.filter((stroke) => stroke.length >= 4);
      field.value = lines.length ? "drawn:" + JSON.stringify(lines) : "";
      field.dispatchEvent(new Event("input", { bubbles: true }));
    });
  }

  // ---- All together.

  form.addEventListener("input", (event) => {
    const question = event.target.closest("[data-question]");
    if (!question) return;
    askAgain();
    note(question);
  });
  form.addEventListener("submit", (event) => {
    clearTimeout(timer);
    if (!isSaving && !uploads) return;
    // What is on its way would look like another tab's answer, and a file that has not arrived would be missing.
    event.preventDefault();
    event.stopPropagation();
    Promise.all([saving, uploading]).then(() => form.requestSubmit(event.submitter));
  });
  form.addEventListener("change", () => { clearTimeout(timer); save(); });
  addEventListener("visibilitychange", () => { if (document.hidden) save(); });
  if (isKept) for (const name of ["visibilitychange", "focus"]) addEventListener(name, lookElsewhere);
  for (const box of form.querySelectorAll("[data-signature]")) offerDrawing(box);
  askAgain();
  if (!isKept) return;

  for (const box of form.querySelectorAll("[data-files]")) offerFiles(box);
  for (const box of form.querySelectorAll("fieldset[data-choice]")) {
    const question = box.closest("[data-question]");
    offerChoice(question, { value: box.dataset.other, text: box.querySelector("q").textContent, mark: markOf(question).value });
  }
  const opened = ofForm();
  fetch(address + "?handler=Opened", { method: "POST", body: opened, credentials: "same-origin", referrerPolicy: "no-referrer" }).catch(() => { /* the first answer says it, too */ });
})();
