// The practice console in a frame, with the widget beside it, as on a page of one's own.
import "./widget/ims-oauth-assistant.js";

const language = new URLSearchParams(location.search).get("lang") ?? navigator.language;
document.documentElement.lang = language;

const frame = document.createElement("iframe");
frame.id = "console";
frame.title = "Adobe IMS Configurations";
frame.src = `/libs/cq/adobeims-configuration/content/configurations.html?lang=${language}&assistant=none`;

const assistant = document.createElement("ims-oauth-assistant");
assistant.setAttribute("frame", "#console");
assistant.setAttribute("sample", "sample-credential.json");
assistant.lang = language;
document.body.append(frame, assistant);
