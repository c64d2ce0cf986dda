package org.warpath.api.client.answer;

/**
 * Where a run's time went, in seconds.
 *
 * @param load preparing the graph
 * @param upload to the device
 * @param compute computing
 * @param download from the device
 * @param queue waiting for the engine
 */
public record Timings(double load, double upload, double compute, double download, double queue) {}
