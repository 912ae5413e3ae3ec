// What can go wrong with a configuration, in AEM's own words where they are known (facts §2.6, §6).

import { openError } from "./dialogs.js";
import { pause, switches } from "./switches.js";

/** Failures of saving. The first is ka-37748's; those of a server that does not answer well are invented. */
const OF_SAVING = {
  "invalid-parameter": "Could not create/update configuration: invalid parameter (empty or null)!",
  timeout: "504 Gateway Time-out",
  "server-error": "500 Internal Server Error",
};

/** How long they take, in milliseconds. */
const DURATION = { timeout: 10_000 };

/** Saves by `store` unless the switch, or the configuration itself, says that it fails; tells whether it was saved. */
export async function save(store, refuses) {
  await pause(DURATION[switches.save] ?? 400);
  const failure = OF_SAVING[refuses ?? switches.save];
  if (!failure) {
    store();
    if (switches.save === "after") await openError("The configuration was saved, but its cache was not cleared.");
    return true;
  }
  await openError(failure);
  return false;
}

/** KA-22693: what choosing a Cloud Solution leads to where its service user may not read its keys. */
export function chooseSolution() {
  if (switches.save === "certificates") {
    openError("Cannot retrieve certificates: The provided userId does not identify an existing user");
  }
}

const NO_TOKEN =
  "com.adobe.granite.auth.oauth.AccessTokenProvider failed to get access token from authorization server status: 400 response: ";

/** The server's answers: KA-23909 for the secret; the other is short for what Adobe's documentation leaves out. */
const ANSWERS = {
  "client-secret": '{"error":"invalid_client","error_description":"invalid client_secret parameter"}',
  "token-400": '{"error":"invalid_client"}',
};

/** What Check Health says is wrong with a configuration, or nothing. JWT credentials are no longer accepted by Adobe. */
export function healthOf({ authentication }) {
  const answer = authentication === "jwt" ? ANSWERS["token-400"] : ANSWERS[switches.save];
  return answer && NO_TOKEN + answer;
}
