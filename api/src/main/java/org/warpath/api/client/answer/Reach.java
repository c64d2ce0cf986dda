package org.warpath.api.client.answer;

/**
 * How much a search reached.
 *
 * @param reached vertices, the source among them
 */
public record Reach(int reached) {}
