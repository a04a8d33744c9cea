// Signs in with a passkey, or adds one: asks the server for options, the browser for a credential, and sends it with the form.
(() => {
  const forms = [...document.querySelectorAll("form[data-passkey]")];
  const known = window.PublicKeyCredential && PublicKeyCredential.parseRequestOptionsFromJSON && PublicKeyCredential.parseCreationOptionsFromJSON;

  function tell(form, text) {
    const banner = form.querySelector("[data-passkey-problem]");
    banner.hidden = !text;
    banner.querySelector("span").textContent = text;
  }

  async function ask(form) {
    const answer = await fetch(form.dataset.options, { method: "POST", body: new FormData(form), credentials: "same-origin", redirect: "error" });
    const options = await answer.json().catch(() => null);
    if (!answer.ok || !options) throw new Error(options?.problem || "That didn't work. Load the page again and try once more.");
    return form.dataset.passkey === "create"
      ? navigator.credentials.create({ publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(options) })
      : navigator.credentials.get({ publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(options) });
  }

  async function onSubmit(event) {
    const form = event.currentTarget;
    event.preventDefault();
    if (form.dataset.sent) return;
    form.dataset.sent = "true";
    tell(form, "");
    try {
      form.elements.Credential.value = JSON.stringify((await ask(form)).toJSON());
      form.submit();
    } catch (error) {
      delete form.dataset.sent;
      // The browser's own words for "cancelled" and "none here" are the same, and meant for programmers.
      tell(form, error instanceof DOMException
        ? (error.name === "InvalidStateError" ? "This device has a passkey for your account already." : "No passkey was used. Try again, or use your password.")
        : error.message);
    }
  }

  for (const form of forms) {
    if (known) {
      form.hidden = false;
      form.addEventListener("submit", onSubmit);
    } else if (form.dataset.passkey === "create") {
      tell(form, "This browser knows no passkeys. Use a newer one.");
    }
  }
})();
