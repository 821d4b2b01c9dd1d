// The map: MapLibre GL over a basemap that is shipped with Muster. It asks no other server for
// anything. Use:
//   import { createMap, circle } from "/js/map.js";
//   const map = await createMap(document.getElementById("map"), { center: [lon, lat], zoom: 11 });
// or with { bounds: [[west, south], [east, north]] }. The map is ready when the promise resolves:
// add sources and layers to it. `placeAt(lon, lat)` says the county and state in words.
import * as maplibre from "/lib/maplibre-gl/dist/maplibre-gl.mjs";

const ATLAS_WORLD = "/lib/world-atlas/countries-50m.json";
const ATLAS_STATES = "/lib/us-atlas/counties-10m.json";
let atlas;

export { maplibre };

async function fetchJson(address) {
  const answer = await fetch(address);
  if (!answer.ok) {
    throw new Error(`${address} answered ${answer.status}`);
  }
  return answer.json();
}

/** Both atlases as GeoJSON, fetched once a page. */
function loadAtlas() {
  atlas ??= Promise.all([fetchJson(ATLAS_WORLD), fetchJson(ATLAS_STATES)]).then(([world, us]) => {
    const { feature, mesh } = window.topojson;
    return {
      countries: feature(world, world.objects.countries),
      borders: mesh(world, world.objects.countries, (a, b) => a !== b),
      states: feature(us, us.objects.states),
      counties: feature(us, us.objects.counties),
      stateLines: mesh(us, us.objects.states, (a, b) => a !== b),
      countyLines: mesh(us, us.objects.counties, (a, b) => a !== b),
    };
  });
  return atlas;
}

/** A grid of one degree, so that a place without borders still shows a scale. */
function graticule() {
  const lines = [];
  for (let lon = -180; lon <= 180; lon += 1) {
    lines.push([[lon, -85], [lon, 85]]);
  }
  for (let lat = -85; lat <= 85; lat += 1) {
    lines.push([[-180, lat], [180, lat]]);
  }
  return { type: "Feature", properties: {}, geometry: { type: "MultiLineString", coordinates: lines } };
}

function style(shapes) {
  // Borders are drawn to some 20 m at best; cutting them finer only takes time.
  const source = (data) => ({ type: "geojson", data, maxzoom: 8 });
  const line = (id, from, color, width, minzoom) => ({
    id, type: "line", source: from, minzoom: minzoom || 0, paint: { "line-color": color, "line-width": width },
  });
  return {
    version: 8,
    sources: {
      countries: source(shapes.countries),
      borders: source(shapes.borders),
      stateLines: source(shapes.stateLines),
      countyLines: source(shapes.countyLines),
      graticule: source(graticule()),
    },
    layers: [
      { id: "water", type: "background", paint: { "background-color": "#dbe6ec" } },
      { id: "land", type: "fill", source: "countries", paint: { "fill-color": "#f6f5f1", "fill-outline-color": "#a9b3b8" } },
      line("graticule", "graticule", "#e1e4e2", 0.6, 5),
      line("county-lines", "countyLines", "#cfd3d1", 0.8, 5),
      line("state-lines", "stateLines", "#a3adb2", 1.1),
      line("borders", "borders", "#7f8b91", 1.3),
    ],
  };
}

/**
 * A ready map in the element. Options: center, zoom or bounds; `interactive` (default true); and
 * `label`, what the map shows, for those who cannot see it.
 */
export async function createMap(element, options = {}) {
  const shapes = await loadAtlas();
  element.setAttribute("role", "region");
  element.setAttribute("aria-label", options.label || "Map");
  const map = new maplibre.Map({
    container: element,
    style: style(shapes),
    center: options.center || [-96, 38],
    zoom: options.zoom ?? 3.2,
    bounds: options.bounds,
    fitBoundsOptions: { padding: 40, maxZoom: 16 },
    maxZoom: 19,
    interactive: options.interactive ?? true,
    attributionControl: { compact: true, customAttribution: "Natural Earth; US Census Bureau" },
    cooperativeGestures: false,
    dragRotate: false,
    pitchWithRotate: false,
    fadeDuration: 0,
  });
  map.touchZoomRotate.disableRotation();
  map.scrollZoom.disable();
  if (options.interactive ?? true) {
    map.addControl(new maplibre.NavigationControl({ showCompass: false }), "top-right");
    // The wheel scrolls the page until the map was clicked.
    map.once("click", () => map.scrollZoom.enable());
  }
  map.addControl(new maplibre.ScaleControl({ maxWidth: 120, unit: "metric" }), "bottom-left");
  if (!map.isStyleLoaded()) {
    await new Promise((resolve) => map.once("load", resolve));
  }
  element.dataset.ready = "true";
  return map;
}

/** A circle of so many metres as a GeoJSON polygon of 64 corners. */
export function circle(lon, lat, radiusMetres, properties = {}) {
  const ring = [];
  const reach = radiusMetres / 6371008.8;
  const latRad = (lat * Math.PI) / 180;
  for (let i = 0; i <= 64; i += 1) {
    const bearing = (i / 64) * 2 * Math.PI;
    const y = Math.asin(Math.sin(latRad) * Math.cos(reach) + Math.cos(latRad) * Math.sin(reach) * Math.cos(bearing));
    const x = Math.atan2(Math.sin(bearing) * Math.sin(reach) * Math.cos(latRad), Math.cos(reach) - Math.sin(latRad) * Math.sin(y));
    ring.push([lon + (x * 180) / Math.PI, (y * 180) / Math.PI]);
  }
  return { type: "Feature", properties, geometry: { type: "Polygon", coordinates: [ring] } };
}

/** The smallest box round all positions of a GeoJSON object, or undefined when it holds none. */
export function boundsOf(geojson) {
  const box = [Infinity, Infinity, -Infinity, -Infinity];
  const walk = (value) => {
    if (Array.isArray(value) && typeof value[0] === "number") {
      box[0] = Math.min(box[0], value[0]);
      box[1] = Math.min(box[1], value[1]);
      box[2] = Math.max(box[2], value[0]);
      box[3] = Math.max(box[3], value[1]);
    } else if (value && typeof value === "object") {
      Object.values(value).forEach(walk);
    }
  };
  walk(geojson);
  return Number.isFinite(box[0]) ? [[box[0], box[1]], [box[2], box[3]]] : undefined;
}

/** The county and state that a place lies in, in words; empty outside the United States. */
export async function placeAt(lon, lat) {
  const shapes = await loadAtlas();
  const county = shapes.counties.features.find((f) => holds(f.geometry, lon, lat));
  if (!county) {
    return "";
  }
  const state = shapes.states.features.find((f) => f.id === county.id.slice(0, 2));
  return state ? `${county.properties.name}, ${state.properties.name}` : county.properties.name;
}

function holds(geometry, lon, lat) {
  const polygons = geometry.type === "MultiPolygon" ? geometry.coordinates : [geometry.coordinates];
  return polygons.some((rings) => rings.reduce((inside, ring) => inside !== crossesOdd(ring, lon, lat), false));
}

function crossesOdd(ring, lon, lat) {
  let odd = false;
  for (let i = 0, j = ring.length - 1; i < ring.length; j = i, i += 1) {
    const [x1, y1] = ring[i];
    const [x2, y2] = ring[j];
    if (y1 > lat !== y2 > lat && lon < ((x2 - x1) * (lat - y1)) / (y2 - y1) + x1) {
      odd = !odd;
    }
  }
  return odd;
}
