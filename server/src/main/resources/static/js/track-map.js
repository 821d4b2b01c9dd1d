// The map of a person or of a finding: zones, fixes with their error circles, and the way between.
import { boundsOf, circle, createMap, maplibre, placeAt } from "/js/map.js";

const element = document.getElementById("map");

function shapeOf(zone) {
  const { geometry, properties } = zone;
  return properties.radiusMetres
    ? circle(geometry.coordinates[0], geometry.coordinates[1], properties.radiusMetres, properties)
    : zone;
}

const collection = (features) => ({ type: "FeatureCollection", features });

function addZones(map, zones) {
  const color = ["case", ["get", "out"], "#b50909", "#2e6276"];
  map.addSource("zones", { type: "geojson", data: collection(zones) });
  map.addLayer({ id: "zones", type: "fill", source: "zones", paint: { "fill-color": color, "fill-opacity": 0.12 } });
  map.addLayer({
    id: "zone-edges", type: "line", source: "zones", filter: ["!", ["get", "out"]],
    paint: { "line-color": color, "line-width": 2 },
  });
  map.addLayer({
    id: "zone-edges-out", type: "line", source: "zones", filter: ["get", "out"],
    paint: { "line-color": color, "line-width": 2, "line-dasharray": [3, 2] },
  });
  for (const zone of zones) {
    const box = boundsOf(zone);
    const label = document.createElement("span");
    label.className = "muster-map-label";
    label.textContent = zone.properties.name;
    new maplibre.Marker({ element: label, anchor: "bottom" })
      .setLngLat([(box[0][0] + box[1][0]) / 2, box[1][1]])
      .addTo(map);
  }
}

function addFixes(map, fixes, asTrack) {
  const believed = fixes.filter((fix) => fix.believed);
  if (asTrack && believed.length > 1) {
    map.addSource("way", {
      type: "geojson",
      data: { type: "Feature", properties: {}, geometry: { type: "LineString", coordinates: believed.map((f) => [f.longitude, f.latitude]) } },
    });
    map.addLayer({ id: "way", type: "line", source: "way", paint: { "line-color": "#162e51", "line-width": 1, "line-opacity": 0.35 } });
  }
  map.addSource("circles", {
    type: "geojson",
    data: collection(fixes.map((f) => circle(f.longitude, f.latitude, f.radiusMetres, { believed: f.believed }))),
  });
  map.addLayer({
    id: "circles", type: "line", source: "circles",
    paint: { "line-color": ["case", ["get", "believed"], "#005ea2", "#936f38"], "line-width": 1, "line-opacity": asTrack ? 0.25 : 0.8 },
  });
  map.addSource("fixes", {
    type: "geojson",
    data: collection(fixes.map((f) => ({
      type: "Feature",
      properties: { words: f.words, believed: f.believed, radius: Math.round(f.radiusMetres) },
      geometry: { type: "Point", coordinates: [f.longitude, f.latitude] },
    }))),
  });
  map.addLayer({
    id: "fixes", type: "circle", source: "fixes",
    paint: {
      "circle-radius": asTrack ? 3 : 5,
      "circle-color": ["case", ["get", "believed"], "#005ea2", "#ffffff"],
      "circle-stroke-color": ["case", ["get", "believed"], "#ffffff", "#936f38"],
      "circle-stroke-width": 1.2,
    },
  });
  map.on("click", "fixes", (event) => {
    const { words, radius } = event.features[0].properties;
    const text = document.createElement("span");
    text.textContent = `${words}; error circle ${radius} m`;
    new maplibre.Popup({ closeButton: false }).setLngLat(event.lngLat).setDOMContent(text).addTo(map);
  });
}

/** Where to look: at the believed fixes, and, round a whole track, only at the zones to stay within. */
function viewOf(zones, fixes, asTrack) {
  const dots = fixes.filter((fix) => fix.believed).map((f) => [f.longitude, f.latitude]);
  const near = asTrack && dots.length ? zones.filter((zone) => !zone.properties.out) : zones;
  return boundsOf([dots, near.map((zone) => zone.geometry)]);
}

async function show() {
  const answer = await fetch(element.dataset.source);
  if (!answer.ok) {
    throw new Error(`the map's data answered ${answer.status}`);
  }
  const data = await answer.json();
  const zones = data.zones.map(shapeOf);
  const asTrack = element.dataset.track === "true";
  const bounds = viewOf(zones, data.fixes, asTrack);
  const map = await createMap(element, { bounds, label: element.dataset.label });
  addZones(map, zones);
  addFixes(map, data.fixes, asTrack);
  const middle = map.getCenter();
  const place = bounds ? await placeAt(middle.lng, middle.lat) : "";
  if (place) {
    document.getElementById("place").textContent = `· ${place}`;
  }
  map.once("idle", () => { element.dataset.drawn = "true"; });
}

// Whoever leaves the page before its map is drawn has not met a problem.
let leaving = false;
window.addEventListener("pagehide", () => { leaving = true; });
window.addEventListener("beforeunload", () => { leaving = true; });

show().catch((problem) => {
  if (leaving) {
    return;
  }
  element.textContent = "The map could not be drawn. The table below says the same. ";
  element.classList.add("muster-map-failed");
  console.error(problem);
});
