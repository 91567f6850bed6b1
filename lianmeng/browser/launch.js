// Puts style, folder and saved statements where Neo4j Browser keeps its own (the page's localStorage) and goes on to it.
//
// What the user has changed stays: a thing of ours is written only where it still is as this page last left it, and
// one that the user has thrown away does not come back. What was left is kept under one key of our own.
"use strict";

const LAST = "lianmeng.left";

function stored(key) {
  try {
    return JSON.parse(localStorage.getItem(key));
  } catch {
    return null;
  }
}

const same = (one, other) => JSON.stringify(one) === JSON.stringify(other);

// Maps from name to thing: ours, as last left, and the user's of now.
function merged(ours, left, theirs) {
  const made = { ...theirs };
  for (const name of Object.keys(left)) {
    if (name in theirs && !(name in ours) && same(theirs[name], left[name])) {
      delete made[name];
    }
  }
  for (const [name, thing] of Object.entries(ours)) {
    const untouched = name in theirs ? name in left && same(theirs[name], left[name]) : !(name in left);
    if (untouched) {
      made[name] = thing;
    }
  }
  return made;
}

const byId = (list) => Object.fromEntries((list || []).map((thing) => [thing.id, thing]));

function putInPlace(ours) {
  const left = stored(LAST) || {};
  for (const key of ["documents", "folders"]) {
    const made = merged(byId(ours[key]), byId(left[key]), byId(stored(`neo4j.${key}`)));
    localStorage.setItem(`neo4j.${key}`, JSON.stringify(Object.values(made)));
  }
  const style = merged(ours.grass, left.grass || {}, stored("neo4j.grass") || {});
  // Browser applies rules from top to bottom: ours in their order, then those that only the user has.
  const ordered = Object.fromEntries([...Object.keys(ours.grass), ...Object.keys(style)]
    .filter((name) => name in style).map((name) => [name, style[name]]));
  localStorage.setItem("neo4j.grass", JSON.stringify(ordered));
  // Nobody who works on their own machine has agreed to be counted.
  const settings = { ...stored("neo4j.settings"), allowUserStats: false, allowCrashReports: false };
  localStorage.setItem("neo4j.settings", JSON.stringify(settings));
  // The banner that tells of counting need not be shown then; Browser shows it a few times.
  const counted = { ...stored("neo4j.udc"), consentBannerShownCount: 100 };
  localStorage.setItem("neo4j.udc", JSON.stringify(counted));
  localStorage.setItem(LAST, JSON.stringify(ours));
}

async function launch() {
  const answer = await fetch("launch.json");
  const { kept, address } = await answer.json();
  putInPlace(kept);
  location.replace(address);
}

launch().catch((error) => {
  document.getElementById("said").textContent = `没有放好 (failed)：${error}`;
});
