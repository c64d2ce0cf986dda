package org.warpath.api.service.run;

/**
 * What the scheduler has to know of a run.
 *
 * @param client whose turn it takes: an API key's id or an address
 * @param engine which lane it takes
 * @param small whether one thread is enough for it: it then leaves room for others beside it
 */
public record RunRequest(String client, EngineChoice engine, boolean small) {}
