// Drawing a zone: the map and the fields say the same. A click adds a corner, or sets the centre of
// a circle; the fields are what is sent, so that everything can also be typed.
import { boundsOf, circle, createMap } from "/js/map.js";

const FILE_BYTES_MAX = 4_000_000;
const CORNERS_LISTED_MAX = 200;
const field = (id) => document.getElementById(id);
const element = field("map");
const how = field("how");
const fields = {
  latitude: field("latitude"), longitude: field("longitude"), radius: field("radiusMetres"), geoJson: field("geoJson"),
};
const empty = { type: "FeatureCollection", features: [] };
let corners = [];
let map;

const isCircle = () => field("shape-circle").checked;
const rounded = (degrees) => Math.round(degrees * 1e6) / 1e6;
const say = (words) => { how.textContent = words; };

/** The corners of a plain polygon, or undefined for a shape that has to be edited as text. */
function cornersOf(shape) {
  if (shape.properties?.bufferMetres) {
    return undefined;
  }
  const geometry = shape.type === "Feature" ? shape.geometry : shape;
  const polygon = geometry?.type === "MultiPolygon" && geometry.coordinates.length === 1
    ? geometry.coordinates[0] : geometry?.coordinates;
  const plain = (geometry?.type === "Polygon" || geometry?.type === "MultiPolygon") && polygon.length === 1 && Array.isArray(polygon[0][0]) && typeof polygon[0][0][0] === "number";
  return plain ? polygon[0].slice(0, -1) : undefined;
}

function typedShape() {
  if (isCircle()) {
    const [lat, lon, radius] = [fields.latitude, fields.longitude, fields.radius].map((input) => input.valueAsNumber);
    return [lat, lon].every(Number.isFinite) ? circle(lon, lat, Number.isFinite(radius) && radius > 0 ? radius : 1) : empty;
  }
  try {
    return fields.geoJson.value.trim() ? JSON.parse(fields.geoJson.value) : empty;
  } catch {
    return empty;
  }
}

function writeCorners() {
  if (corners.length === 0) {
    fields.geoJson.value = "";
  } else {
    fields.geoJson.value = JSON.stringify({ type: "Polygon", coordinates: [[...corners, corners[0]]] });
  }
}

function listCorners() {
  const rows = corners.slice(0, CORNERS_LISTED_MAX).map(([lon, lat], i) => {
    const row = document.createElement("tr");
    for (const text of [i + 1, lat.toFixed(6), lon.toFixed(6)]) {
      row.insertCell().textContent = text;
    }
    return row;
  });
  if (rows.length === 0) {
    const row = document.createElement("tr");
    const cell = row.insertCell();
    cell.colSpan = 3;
    cell.textContent = "None yet";
    rows.push(row);
  }
  field("corners").replaceChildren(...rows);
}

function shapeToDraw() {
  if (!isCircle() && corners.length > 0 && corners.length < 3) {
    return { type: "Feature", properties: {}, geometry: { type: "LineString", coordinates: corners.length === 1 ? [corners[0], corners[0]] : corners } };
  }
  return typedShape();
}

/** How far a shape reaches beyond its line or edge on both sides together, in metres. */
function bandMetres(shape) {
  const { widthMetres, bufferMetres } = (shape.type === "FeatureCollection" ? shape.features?.[0] : shape)?.properties ?? {};
  const metres = shape.type === "FeatureCollection" && shape.features?.length !== 1 ? 0 : widthMetres ?? 2 * bufferMetres;
  return !isCircle() && Number.isFinite(metres) && metres > 0 ? metres : 0;
}

/** A stroke so many metres wide: MapLibre's zoom 0 shows the whole equator on 512 pixels. */
function drawBand(shape, bounds) {
  const metres = bandMetres(shape);
  map.setLayoutProperty("band", "visibility", metres && bounds ? "visible" : "none");
  if (metres && bounds) {
    const latitude = ((bounds[0][1] + bounds[1][1]) / 2) * (Math.PI / 180);
    const pixels = (metres * 512) / (40075016.7 * Math.max(0.01, Math.cos(latitude)));
    map.setPaintProperty("band", "line-width", ["interpolate", ["exponential", 2], ["zoom"], 0, pixels, 22, pixels * 2 ** 22]);
  }
}

function draw(fit = false) {
  listCorners();
  if (!map) {
    return;
  }
  const shape = shapeToDraw();
  map.getSource("shape").setData(shape);
  const dots = isCircle()
    ? [[fields.longitude.valueAsNumber, fields.latitude.valueAsNumber]].filter((place) => place.every(Number.isFinite))
    : corners;
  map.getSource("dots").setData({ type: "Feature", properties: {}, geometry: { type: "MultiPoint", coordinates: dots } });
  const bounds = boundsOf(shape);
  drawBand(shape, bounds);
  if (fit && bounds) {
    map.fitBounds(bounds, { padding: 50, maxZoom: 16, animate: false });
  }
}

function place({ lng, lat }) {
  const corner = [rounded(lng), rounded(lat)];
  if (isCircle()) {
    [fields.longitude.value, fields.latitude.value] = corner;
    if (!fields.radius.value) {
      fields.radius.value = 150;
    }
    say(`Centre at latitude ${corner[1]}, longitude ${corner[0]}. Radius ${fields.radius.value} m.`);
  } else if (corners.length === 0 && fields.geoJson.value.trim()) {
    say("This outline has holes, several parts, a width or a buffer, or can not be read. Edit it as GeoJSON, or clear it to draw another.");
    return;
  } else {
    corners.push(corner);
    writeCorners();
    say(corners.length < 3
      ? `${corners.length} of at least 3 corners.`
      : `${corners.length} corners. The last joins the first.`);
  }
  draw();
}

function readTyped(fit = true) {
  corners = isCircle() ? [] : cornersOf(typedShape()) ?? [];
  draw(fit);
}

function showFields() {
  field("circle-fields").classList.toggle("muster-hidden", !isCircle());
  field("outline-fields").classList.toggle("muster-hidden", isCircle());
  field("here").textContent = isCircle() ? "Put the centre here" : "Add a corner at the centre";
  field("undo").disabled = isCircle();
  say(isCircle()
    ? "Click the map to set the centre. Arrow keys move the map when it has the focus."
    : "Click the map to add corners. Arrow keys move the map when it has the focus.");
  readTyped(false);
}

async function readFile(file) {
  if (file.size > FILE_BYTES_MAX) {
    say("This file is larger than 4 MB. Simplify the outline, or send it through the API.");
    return;
  }
  fields.geoJson.value = await file.text();
  readTyped();
  say(`${file.name} is read. Look at it on the map, then record the zone.`);
}

for (const input of [fields.latitude, fields.longitude, fields.radius, fields.geoJson]) {
  input.addEventListener("change", () => readTyped());
}
for (const radio of document.querySelectorAll('input[name="shape"]')) {
  radio.addEventListener("change", showFields);
}
field("undo").addEventListener("click", () => {
  if (corners.length === 0) {
    return;
  }
  corners.pop();
  writeCorners();
  draw();
  say(`${corners.length} corners.`);
});
field("clear").addEventListener("click", () => {
  corners = [];
  for (const input of Object.values(fields)) {
    input.value = "";
  }
  draw();
  say("Cleared.");
});
field("here").addEventListener("click", () => map && place(map.getCenter()));
field("file").addEventListener("change", (event) => {
  const [file] = event.target.files;
  if (file) {
    readFile(file).catch(() => say("This file could not be read."));
  }
});

showFields();
createMap(element, { bounds: boundsOf(typedShape()), label: element.dataset.label })
  .then((ready) => {
    map = ready;
    map.addSource("shape", { type: "geojson", data: empty });
    map.addSource("dots", { type: "geojson", data: empty });
    map.addLayer({ id: "area", type: "fill", source: "shape", filter: ["==", ["geometry-type"], "Polygon"], paint: { "fill-color": "#2e6276", "fill-opacity": 0.18 } });
    map.addLayer({ id: "band", type: "line", source: "shape", layout: { visibility: "none", "line-cap": "round", "line-join": "round" }, paint: { "line-color": "#c9d6d8" } });
    map.addLayer({ id: "edge", type: "line", source: "shape", paint: { "line-color": "#2e6276", "line-width": 2 } });
    map.addLayer({ id: "dots", type: "circle", source: "dots", paint: { "circle-radius": 5, "circle-color": "#162e51", "circle-stroke-color": "#fff", "circle-stroke-width": 2 } });
    map.getCanvas().classList.add("muster-draw");
    map.on("click", (event) => place(event.lngLat));
    draw(true);
  })
  .catch(() => say("The map could not be drawn. Enter the numbers or the GeoJSON instead."));
