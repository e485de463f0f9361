// What sealing.py does, in a browser: ECDH on P-256, HKDF-SHA-256, AES-256-GCM. Keys used once, so a nonce of zeros.
const subtle = globalThis.crypto?.subtle;
const CURVE = { name: "ECDH", namedCurve: "P-256" };
const GCM = { name: "AES-GCM", iv: new Uint8Array(12) };
const INFO = "rootbridge safe report 1";
const [POINT, PAGE, ROUNDS] = [65, 4096, 600000];
const bytes = (text) => Uint8Array.from(atob(text), (sign) => sign.charCodeAt(0));
const text = (buffer) => {
  let signs = "";
  for (const byte of new Uint8Array(buffer)) signs += String.fromCharCode(byte);
  return btoa(signs);
};
const utf8 = (words) => new TextEncoder().encode(words);
const joined = (...parts) => Uint8Array.from(parts.flatMap((part) => [...new Uint8Array(part)]));
const aes = (raw, use) => subtle.importKey("raw", raw, "AES-GCM", false, [use]);
const publicKey = (raw) => subtle.importKey("raw", raw, CURVE, true, []);

async function agreed(privateKey, other, fresh, receiver) {
  const shared = await subtle.deriveBits({ name: "ECDH", public: await publicKey(other) }, privateKey, 256);
  const base = await subtle.importKey("raw", shared, "HKDF", false, ["deriveBits"]);
  const info = joined(utf8(INFO), fresh, receiver);
  return subtle.deriveBits({ name: "HKDF", hash: "SHA-256", salt: new Uint8Array(0), info }, base, 256);
}

async function seal(receiver, plain) {
  const pair = await subtle.generateKey(CURVE, true, ["deriveBits"]);
  const fresh = await subtle.exportKey("raw", pair.publicKey);
  const key = await aes(await agreed(pair.privateKey, receiver, fresh, receiver), "encrypt");
  return joined(fresh, await subtle.encrypt(GCM, key, plain));
}

async function unseal(mine, sealed) {
  const fresh = sealed.slice(0, POINT);
  const key = await aes(await agreed(mine.privateKey, fresh, fresh, mine.publicRaw), "decrypt");
  return subtle.decrypt(GCM, key, sealed.slice(POINT));
}

async function lock(said) {
  const raw = crypto.getRandomValues(new Uint8Array(32));
  const plain = utf8(JSON.stringify(said));
  const padded = joined(plain, new Uint8Array((PAGE - (plain.length % PAGE)) % PAGE).fill(32));
  return [raw, await subtle.encrypt(GCM, await aes(raw, "encrypt"), padded)];
}

async function unlock(raw, cipher) {
  return JSON.parse(new TextDecoder().decode(await subtle.decrypt(GCM, await aes(raw, "decrypt"), cipher)));
}

async function fromPassphrase(passphrase, salt, rounds, use) {
  const base = await subtle.importKey("raw", utf8(passphrase), "PBKDF2", false, ["deriveBits"]);
  return aes(await subtle.deriveBits({ name: "PBKDF2", hash: "SHA-256", salt, iterations: rounds }, base, 256), use);
}

async function makeKeyFile(passphrase) {
  const pair = await subtle.generateKey(CURVE, true, ["deriveBits"]);
  const salt = crypto.getRandomValues(new Uint8Array(16));
  const locked = await fromPassphrase(passphrase, salt, ROUNDS, "encrypt");
  const cipher = await subtle.encrypt(GCM, locked, await subtle.exportKey("pkcs8", pair.privateKey));
  const open = text(await subtle.exportKey("raw", pair.publicKey));
  return { kind: "rootbridge trustee key", version: 1, public: open, salt: text(salt), rounds: ROUNDS, cipher: text(cipher) };
}

async function openKeyFile(file, passphrase) {
  const locked = await fromPassphrase(passphrase, bytes(file.salt), file.rounds, "decrypt");
  const raw = await subtle.decrypt(GCM, locked, bytes(file.cipher));
  return { privateKey: await subtle.importKey("pkcs8", raw, CURVE, false, ["deriveBits"]), publicRaw: bytes(file.public) };
}

globalThis.sealing = { subtle, bytes, text, seal, unseal, lock, unlock, makeKeyFile, openKeyFile };
