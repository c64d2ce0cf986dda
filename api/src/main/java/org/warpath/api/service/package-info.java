/**
 * The HTTP service: {@link org.warpath.api.service.Service} wires a catalog of graphs, a scheduler
 * of runs, jobs and the routes that offer them. Its contract is {@code openapi.yaml}.
 */
@NullMarked
package org.warpath.api.service;

import org.jspecify.annotations.NullMarked;
