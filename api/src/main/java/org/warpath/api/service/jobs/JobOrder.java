package org.warpath.api.service.jobs;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

/**
 * What a job is to do, in a form that outlives the process.
 *
 * @param kind what it makes
 * @param client who wants it: an API key's id or an address
 * @param graph the graph it computes on or makes
 * @param algorithm the algorithm's name; null for an import
 * @param request the request's body, or what stands for it
 * @param upload the upload in the data folder; null if there is none
 */
public record JobOrder(
    JobKind kind,
    String client,
    String graph,
    @Nullable String algorithm,
    ObjectNode request,
    @Nullable String upload) {}
