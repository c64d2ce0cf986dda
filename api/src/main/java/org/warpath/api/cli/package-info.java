/**
 * The command line: one class a command, the parts they share, and the one place that turns
 * exceptions into exit codes.
 */
package org.warpath.api.cli;
