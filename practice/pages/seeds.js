// The configurations the practice console starts with: four by hand, or a dozen, and as many more as the switch `items` asks
// for, made up by their number, so that they are the same ones every time. All values are made up.

import { seedName, switches } from "./switches.js";

const SERVER = "https://ims-na1.adobelogin.com";
// An id is an OSGi PID (facts §2.4). Some hold characters that must be encoded in a URL.
export const PID = "com.adobe.granite.auth.oauth.accesstoken.provider~";
const ORG = "0A1B2C3D4E5F60718293A4B5@AdobeOrg";

/** A JWT configuration whose payload agrees with its API key (facts §2.1). */
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

function oauthSeed(name, title, cloudSolution, clientId, scope, autoProvisioned = false) {
  return {
    id: PID + name,
    title,
    cloudSolution,
    authentication: "oauth",
    autoProvisioned,
    authorizationServer: SERVER,
    apiKey: "",
    jwtClaims: "",
    clientId,
    clientSecretDigest: "6e".repeat(32),
    scope,
    orgId: ORG,
  };
}

const FEW = [
  jwtSeed(
    "target+prod~1",
    "Adobe Target (Prod)",
    "Adobe Target",
    "1a2b3c4d5e6f708192a3b4c5d6e7f809",
    "A1A1A1A1B2B2B2B2C3C3C3C3",
    "ent_marketing_sdk",
  ),
  jwtSeed(
    "afcs&forms~2",
    "Automated Forms Conversion",
    "Automated Forms Conversion Service",
    "2b3c4d5e6f708192a3b4c5d6e7f8091a",
    "D4D4D4D4E5E5E5E5F6F6F6F6",
    "ent_aemforms_sdk",
  ),
  jwtSeed(
    "forms-workflows~3",
    "Adobe Forms Workflows",
    "Automated Forms Conversion Service",
    "3c4d5e6f708192a3b4c5d6e7f8091a2b",
    "0707070718181818292929AA",
    "ent_aemforms_sdk",
    true,
  ),
  oauthSeed(
    "launch~4",
    "Adobe Launch",
    "Adobe Launch",
    "4d5e6f708192a3b4c5d6e7f8091a2b3c",
    "AdobeID,openid,read_organizations,additional_info.job_function,additional_info.projectedProductContext,additional_info.roles",
  ),
];

/** What an administrator may find: eight JWT, of which two are Adobe's, and four that use OAuth already. */
const DOZEN = [
  ...FEW,
  jwtSeed(
    "analytics~5",
    "Adobe Analytics",
    "Adobe Analytics",
    "5e6f708192a3b4c5d6e7f8091a2b3c4d",
    "A5A5A5A5B6B6B6B6C7C7C7C7",
    "ent_analytics_bulk_ingest_sdk",
  ),
  {
    ...jwtSeed(
      "stock~6",
      "Adobe Stock",
      "Adobe Stock",
      "6f708192a3b4c5d6e7f8091a2b3c4d5e",
      "D8D8D8D8E9E9E9E9FAFAFAFA",
      "ent_stocksearch_sdk",
    ),
    refuses: "invalid-parameter",
  },
  // Its title promises another one: its API key is that of a credential nobody has any more.
  jwtSeed(
    "portal~7",
    "Brand Portal",
    "Adobe Brand Portal",
    "708192a3b4c5d6e7f8091a2b3c4d5e6f",
    "0B0B0B0B1C1C1C1C2D2D2D2D",
    "ent_brand_portal_sdk",
  ),
  jwtSeed(
    "integration~8",
    "Integration 2",
    "Adobe Campaign",
    "8192a3b4c5d6e7f8091a2b3c4d5e6f70",
    "3E3E3E3E4F4F4F4F50505050",
    "ent_campaign_sdk",
  ),
  jwtSeed(
    "smart~9",
    "Smart Tags",
    "Smart Tags",
    "92a3b4c5d6e7f8091a2b3c4d5e6f7081",
    "616161617272727283838383",
    "ent_smartcontent_sdk",
    true,
  ),
  oauthSeed(
    "compute~10",
    "Asset Compute",
    "Asset Compute",
    "a3b4c5d6e7f8091a2b3c4d5e6f708192",
    "openid,AdobeID,asset_compute",
  ),
  oauthSeed(
    "dev~11",
    "Adobe Target (Dev)",
    "Adobe Target",
    "b4c5d6e7f8091a2b3c4d5e6f708192a3",
    "openid,AdobeID,target_sdk",
  ),
  oauthSeed(
    "stage~12",
    "Adobe Target (Stage)",
    "Adobe Target",
    "c5d6e7f8091a2b3c4d5e6f708192a3b4",
    "openid,AdobeID,target_sdk",
  ),
];

/** Products with their metascope and a scope of theirs (facts §5). */
const PRODUCTS = [
  ["Adobe Target", "ent_marketing_sdk", "target_sdk"],
  ["Adobe Launch", "ent_reactor_sdk", "additional_info.roles"],
  ["Adobe Analytics", "ent_analytics_bulk_ingest_sdk", "additional_info.job_function"],
  ["Automated Forms Conversion Service", "ent_aemforms_sdk", "read_pc.sensei_forms"],
  ["Adobe Brand Portal", "ent_brand_portal_sdk", "read_organizations"],
  ["Adobe Stock", "ent_stocksearch_sdk", "read_organizations"],
];

/** Hexadecimal digits that look like an id's: multiplied by a large prime, so that neighbours differ at once. */
function digits(number, length) {
  let all = "";
  for (let turn = 1; all.length < length; turn++) {
    all += (Math.imul(number + turn, 0x9e3779b1) >>> 0).toString(16).padStart(8, "0");
  }
  return all.slice(0, length);
}

/** Of each seven: three JWT and one OAuth of the administrator's, one JWT and two OAuth of Adobe's. */
function madeUp(number) {
  const [product, metascope, scope] = PRODUCTS[number % PRODUCTS.length];
  const kind = number % 7;
  const jwt = kind < 4;
  const autoProvisioned = kind === 3 || kind > 4;
  const name = `made-up~${number}`;
  const title = `${product} ${String(number).padStart(5, "0")}`;
  const id = digits(number, 32);
  return jwt
    ? jwtSeed(name, title, product, id, digits(-number, 24).toUpperCase(), metascope, autoProvisioned)
    : oauthSeed(name, title, product, id, `openid,AdobeID,${scope}`, autoProvisioned);
}

/** Whether all configurations are stored; those that are made up are only remembered as far as they were changed. */
export const storedWhole = switches.items === "few";

export function seeds() {
  if (storedWhole) return seedName() === "dozen" ? DOZEN : FEW;
  const wanted = Number(switches.items);
  return [...FEW, ...Array.from({ length: wanted - FEW.length }, (_, index) => madeUp(index + FEW.length + 1))];
}
