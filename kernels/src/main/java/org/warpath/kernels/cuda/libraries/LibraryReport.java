package org.warpath.kernels.cuda.libraries;

import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * How one library stands on this machine.
 *
 * @param path where it was found
 * @param cudaMajor the CUDA version it belongs to, for the driver the newest it serves; empty where
 *     that cannot be told
 * @param usable whether it was found and no attempt to load it has failed
 * @param detail what led to it, or why it cannot be used
 */
public record LibraryReport(
    CudaLibrary library,
    Optional<Path> path,
    OptionalInt cudaMajor,
    boolean usable,
    String detail) {}
