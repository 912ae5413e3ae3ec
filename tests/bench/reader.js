/**
 * A plain JavaScript reader of credentials, to compare with in `cargo xtask bench`. It follows the app's rules for the texts
 * that are measured (JSON by walking the tree, lines by keys, labels and shapes), written as one would write it by hand
 * with the engine's own parser and regular expressions. It makes no findings and knows fewer formats.
 */

const KEYS = [
  ['publickeyswithexpiry', 'jwt', false], ['privatekey', 'jwt', true], ['jwttoken', 'jwt', false], ['metascopes', 'jwt', true],
  ['metascope', 'jwt', true], ['technicalaccountid', 'account', true], ['technicalaccid', 'account', false],
  ['techacctid', 'account', false], ['techaccountid', 'account', false], ['techid', 'account', false],
  ['technicalaccountemail', 'email', true], ['technicalaccemail', 'email', false], ['clientid', 'client', true],
  ['apikey', 'client', true], ['clientsecrets', 'secrets', true], ['clientsecret', 'secrets', true], ['secret', 'secrets', false],
  ['scopes', 'scopes', true], ['scope', 'scopes', false], ['imsorgid', 'org', true], ['orgid', 'org', true],
  ['organizationid', 'org', true], ['imsorg', 'org', true], ['ims', 'server', false], ['imshost', 'server', false],
  ['imsendpoint', 'server', false], ['authhost', 'server', false], ['oauthhost', 'server', false], ['name', 'name', false],
];

/** The field that a key names. */
function meaning(key) {
  const folded = key.toLowerCase().replace(/[_\-. '’]/g, '');
  const row = KEYS.find(([alias, , suffix]) => folded === alias || (suffix && folded.endsWith(alias)));
  return row && row[1];
}

const LABELS = /^(client id|api key(?: \(client id\))?|client secrets?|scopes?|credential name|technical account id|technical account email|organi[sz]ation id|org id|ims org id|authorization server|identifiant client|clé api|secret client|secret du client|portées?|id d.organisation|api-schlüssel|client-geheimnis|umfang|bereiche|organisations-id|id de cliente|secreto de cliente|ámbitos?|id client|segreto client|ambit[oi]|klient-id|omfång|クライアント id|スコープ|組織 id)(?![a-z0-9_])/i;
const SHAPES = [
  [/\b[ps]8e-[A-Za-z0-9_-]{32}(?![A-Za-z0-9_-])/g, 'secrets'],
  [/\b[0-9A-F]{24}@AdobeOrg\b/gi, 'org'],
  [/\b[0-9A-F]{24}@techacct\.adobe\.com\b/g, 'account'],
  [/\b[0-9a-f-]{36}@techacct\.adobe\.com\b/g, 'email'],
  [/(?<![0-9a-fA-F])[0-9a-f]{32}(?![0-9a-fA-F])/g, 'client'],
];

/** Counts the usable credentials in `text`. */
export function read(text) {
  const start = text.trimStart()[0];
  const drafts = start === '{' || start === '[' ? ofTree(JSON.parse(text), {}, []) : ofLines(text);
  return drafts.filter((draft) => draft.client && draft.secrets?.length && draft.scopes?.length && draft.org).length;
}

function ofTree(node, above, drafts) {
  if (Array.isArray(node)) {
    for (const item of node) ofTree(item, above, drafts);
    return drafts;
  }
  if (node === null || typeof node !== 'object') return drafts;
  const org = node.org?.ims_org_id ?? above.org;
  const draft = {};
  for (const [key, value] of Object.entries(node)) {
    const field = meaning(key);
    if (field && value !== null && (typeof value === 'string' || Array.isArray(value))) {
      draft[field] = field === 'secrets' ? [].concat(value) : value;
    }
  }
  if (draft.client || draft.secrets) drafts.push({ org, ...draft });
  for (const value of Object.values(node)) ofTree(value, { org }, drafts);
  return drafts;
}

function ofLines(text) {
  const groups = new Map();
  const say = (group, field, value) => {
    const draft = groups.get(group) ?? groups.set(group, {}).get(group);
    if (field === 'secrets') (draft.secrets ??= []).push(value);
    else draft[field] ??= value;
  };
  for (const whole of text.split(/\r?\n/)) {
    const line = whole.replace(/^[\s\-*•|#>$]+/, '').trim();
    if (!line) continue;
    const label = LABELS.exec(line);
    const assigned = label ? null : /^(?:export\s+|set\s+)?["']?([\w .-]+?)["']?\s*[=:]\s*(.+)$/.exec(line);
    const field = label ? meaning(label[1]) : assigned && meaning(assigned[1]);
    if (field) {
      const value = label ? line.slice(label[0].length).replace(/^\s*[:=]\s*/, '') : assigned[2];
      const group = label ? '' : assigned[1].replace(/_?[A-Za-z]+_?[A-Za-z]+$/, '');
      if (value) say(group, field, value.replace(/^["']|["']$/g, ''));
      continue;
    }
    for (const [shape, kind] of SHAPES) {
      for (const [value] of line.matchAll(shape)) say('', kind, value);
    }
  }
  const drafts = [...groups.values()];
  const named = drafts.filter((draft) => draft.client);
  if (named.length === 1) for (const draft of drafts) Object.assign(named[0], { ...draft, ...named[0] });
  return named;
}
