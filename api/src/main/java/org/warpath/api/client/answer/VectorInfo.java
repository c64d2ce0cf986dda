package org.warpath.api.client.answer;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A vector kept with a graph: a number for each vertex.
 *
 * @param name its name
 * @param type float32, float64, int32 or int64
 * @param length the graph's vertices
 * @param created when it was kept
 * @param algorithm what computed it; null if it was put
 * @param options with these options; null if it was put
 */
public record VectorInfo(
    String name,
    String type,
    int length,
    Instant created,
    @Nullable String algorithm,
    @Nullable Map<String, Object> options) {}
