package org.warpath.api.service.algorithms;

import org.jspecify.annotations.Nullable;
import org.warpath.api.service.run.EngineChoice;

/** What an algorithm without options of its own is asked for with. */
record PlainRequest(
    @Nullable Integer top,
    @Nullable EngineChoice engine,
    @Nullable Mode mode,
    @Nullable String store)
    implements AlgorithmRequest {}
