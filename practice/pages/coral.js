// Brings the page the component library of its skin: Coral Spectrum, or the imitation of Coral 3. It runs while the
// page is parsed, so that the library comes after switches.js and before the page's own script, all of them deferred;
// nothing else could add a script at that place. It reads one switch and changes none.
{
  const asked = new URLSearchParams(location.search);
  let remembered;
  try {
    remembered = JSON.parse(localStorage.getItem("practice-console.switches"))?.skin;
  } catch {
    // What cannot be read is as good as nothing, here as in switches.js.
  }
  if (asked.get("switches") === "reset") remembered = undefined;
  const wanted = asked.getAll("skin").findLast((skin) => skin === "spectrum" || skin === "coral3") ?? remembered;
  // The version keeps the path from ever meaning other bytes, so that the browser may cache it for good.
  const coral = "/practice/coral/4.21.11";
  document.write(
    wanted === "coral3"
      ? '<link rel="stylesheet" href="/practice/coral3.css"><script defer src="/practice/coral3.js"></script>'
      : `<link rel="stylesheet" href="${coral}/css/coral.min.css">` +
          `<script defer src="${coral}/js/coral.min.js" data-coral-icons="${coral}/resources/"></script>`,
  );
}
