package org.warpath.api.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.warpath.graph.export.VertexVector;
import org.warpath.kernels.RunStats;

/**
 * What an algorithm's command has to say.
 *
 * @param algorithm its name in JSON
 * @param stats what the run reports
 * @param vector one value a vertex, for {@code -o}; asked for only then
 * @param json adds the answer's own fields
 * @param text prints the answer for a person
 */
record Answer(
    String algorithm,
    RunStats stats,
    Supplier<VertexVector> vector,
    Consumer<ObjectNode> json,
    Consumer<PrintWriter> text) {}
