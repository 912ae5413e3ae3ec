// The configurations: what AEM keeps as OSGi configurations (facts §2.4), here in localStorage.
//
// People may paste real secrets into the practice console, therefore a secret itself is never stored:
// only its SHA-256, enough for a test to see that the right one arrived.

import { CONFIGURATIONS_KEY } from "./switches.js";

const SERVER = "https://ims-na1.adobelogin.com";
// An id is an OSGi PID (facts §2.4). Some hold characters that must be encoded in a URL.
const PID = "com.adobe.granite.auth.oauth.accesstoken.provider~";
const ORG = "0A1B2C3D4E5F60718293A4B5@AdobeOrg";

/** A JWT configuration whose payload agrees with its API key (facts §2.1). All values are made up. */
function jwtSeed(name, title, cloudSolution, apiKey, technicalAccount, metascope, autoProvisioned = false) {
  const claims = {
    exp: 1735689600,
    iss: ORG,
    sub: `${technicalAccount}@techacct.adobe.com`,
    [`${SERVER}/s/${metascope}`]: true,
    aud: `${SERVER}/c/${apiKey}`,
  };
  return {
    id: PID + name,
    title,
    cloudSolution,
    authentication: "jwt",
    autoProvisioned,
    authorizationServer: SERVER,
    apiKey,
    jwtClaims: JSON.stringify(claims, null, 2),
    clientId: "",
    clientSecretDigest: "5f".repeat(32),
    scope: "",
    orgId: "",
  };
}

const SEED = [
  jwtSeed("target+prod~1", "Adobe Target (Prod)", "Adobe Target",
    "1a2b3c4d5e6f708192a3b4c5d6e7f809", "A1A1A1A1B2B2B2B2C3C3C3C3", "ent_marketing_sdk"),
  jwtSeed("afcs&forms~2", "Automated Forms Conversion", "Automated Forms Conversion Service",
    "2b3c4d5e6f708192a3b4c5d6e7f8091a", "D4D4D4D4E5E5E5E5F6F6F6F6", "ent_aemforms_sdk"),
  jwtSeed("forms-workflows~3", "Adobe Forms Workflows", "Automated Forms Conversion Service",
    "3c4d5e6f708192a3b4c5d6e7f8091a2b", "0707070718181818292929AA", "ent_aemforms_sdk", true),
  {
    id: `${PID}launch~4`,
    title: "Adobe Launch",
    cloudSolution: "Adobe Launch",
    authentication: "oauth",
    autoProvisioned: false,
    authorizationServer: SERVER,
    apiKey: "",
    jwtClaims: "",
    clientId: "4d5e6f708192a3b4c5d6e7f8091a2b3c",
    clientSecretDigest: "6e".repeat(32),
    scope: "AdobeID,openid,read_organizations,additional_info.job_function,additional_info.projectedProductContext,additional_info.roles",
    orgId: ORG,
  },
];

export function configurations() {
  const stored = localStorage.getItem(CONFIGURATIONS_KEY);
  if (stored) return JSON.parse(stored);
  write(SEED);
  return SEED;
}

export function configuration(id) {
  return configurations().find((one) => one.id === id);
}

/** Changes a configuration in place: it keeps its id, as AEM's migration does (facts §2.3). */
export function update(id, changes) {
  write(configurations().map((one) => (one.id === id ? { ...one, ...changes } : one)));
}

export function add(values) {
  const blank = { autoProvisioned: false, apiKey: "", jwtClaims: "" };
  write([...configurations(), { id: `${PID}${Date.now()}`, ...blank, ...values }]);
}

export function remove(ids) {
  write(configurations().filter((one) => !ids.includes(one.id)));
}

/** Lower-case hexadecimal SHA-256 of `secret`. */
export async function digest(secret) {
  // Browsers offer no SHA-256 to pages served by plain HTTP under another name than localhost.
  if (!crypto.subtle) return "no digest outside secure contexts";
  const bytes = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(secret));
  return [...new Uint8Array(bytes)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

function write(list) {
  localStorage.setItem(CONFIGURATIONS_KEY, JSON.stringify(list));
}
