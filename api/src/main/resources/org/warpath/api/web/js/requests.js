// Every request that the page makes, as data: what is sent and what curl is told come from the same object.
//
// {path, query, method, json, form, file, headers}: the method is POST where there is json, a form or a file, else GET;
// a form is a list of [field, text or File or Typed], a file is the body itself.

const at = (...segments) => ["v1", ...segments].map(encodeURIComponent).join("/");

export const listGraphs = () => ({ path: at("graphs") });
export const getGraph = (graph) => ({ path: at("graphs", graph) });
export const deleteGraph = (graph) => ({ method: "DELETE", path: at("graphs", graph) });
export const uploadGraph = (form) => ({ path: at("graphs"), form });
export const generateGraph = (json) => ({ path: at("graphs"), json });

export const searchVertices = (graph, query, limit) => ({
  path: at("graphs", graph, "vertices"),
  query: { query, limit },
});
export const subgraph = (graph, json) => ({ path: at("graphs", graph, "subgraph"), json });

export const algorithm = (graph, name, json) => ({ path: at("graphs", graph, name), json });

/** The same request, to be run as a job. */
export const asJob = (request) => ({ ...request, headers: { Prefer: "respond-async" } });

export const listModels = () => ({ path: at("nn", "models") });
export const getModel = (model) => ({ path: at("nn", "models", model) });
export const addModel = (form) => ({ path: at("nn", "models"), form });
export const deleteModel = (model) => ({ method: "DELETE", path: at("nn", "models", model) });
export const modelWeights = (model) => ({ path: at("nn", "models", model, "weights") });
export const predict = (model, file, query) => ({
  path: at("nn", "models", model, "predict"),
  query,
  file,
  headers: { "Content-Type": file.type },
});
export const trainFromFolder = (model, json) => ({ path: at("nn", "models", model, "train"), json });
export const trainFromFiles = (model, form) => ({ path: at("nn", "models", model, "train"), form });

export const listJobs = () => ({ path: at("jobs"), query: { limit: 50 } });
export const getJob = (job) => ({ path: at("jobs", job) });
export const deleteJob = (job) => ({ method: "DELETE", path: at("jobs", job) });
export const jobResult = (job) => ({ path: at("jobs", job, "result") });
export const resumeJob = (job) => ({ method: "POST", path: at("jobs", job, "resume") });
export const jobEvents = (job) => ({ path: at("jobs", job, "events"), stream: true });

export const getEngines = () => ({ path: at("engines") });
