// A passkey: [data-passkey="create"|"get"] on a form. The options stand in data-given as JSON, or are
// fetched from data-options. What the device answers goes into the field "credential".
const toBytes = (text) => Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (c) => c.charCodeAt(0));
const toText = (bytes) => btoa(String.fromCharCode(...new Uint8Array(bytes)))
  .replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");

function decoded(options) {
  const known = { ...options, challenge: toBytes(options.challenge) };
  if (known.user) known.user = { ...known.user, id: toBytes(known.user.id) };
  for (const list of ["excludeCredentials", "allowCredentials"]) {
    if (known[list]) known[list] = known[list].map((one) => ({ ...one, id: toBytes(one.id) }));
  }
  return known;
}

function encoded(made) {
  const response = {};
  for (const name of ["clientDataJSON", "attestationObject", "authenticatorData", "signature", "userHandle"]) {
    if (made.response[name]) response[name] = toText(made.response[name]);
  }
  if (made.response.getTransports) response.transports = made.response.getTransports();
  return {
    id: made.id, rawId: toText(made.rawId), type: made.type, response,
    authenticatorAttachment: made.authenticatorAttachment || undefined,
    clientExtensionResults: made.getClientExtensionResults(),
  };
}

async function optionsOf(form) {
  if (form.dataset.given) return JSON.parse(form.dataset.given).publicKey;
  const answer = await fetch(form.dataset.options, { headers: { Accept: "application/json" } });
  return (await answer.json()).request_options.publicKey;
}

async function ask(form) {
  const publicKey = decoded(await optionsOf(form));
  const made = form.dataset.passkey === "create"
    ? await navigator.credentials.create({ publicKey })
    : await navigator.credentials.get({ publicKey });
  form.elements.credential.value = JSON.stringify(encoded(made));
  form.submit();
}

const isNumbered = /^[\d.]+$|^\[/.test(location.hostname);
const isPossible = window.PublicKeyCredential && !isNumbered;
for (const form of document.querySelectorAll("[data-passkey]")) {
  const complaint = form.querySelector("[data-passkey-error]");
  const fail = () => { complaint.textContent = form.dataset.failed; complaint.hidden = false; };
  if (isPossible) form.hidden = false;
  form.addEventListener("submit", (event) => {
    if (form.elements.credential.value) return;
    event.preventDefault();
    if (isPossible) ask(form).catch(fail); else fail();
  });
}
