/**
 * What the service answers, field by field as its contract has it. Where the contract has null for
 * a number that is not finite, these have the infinity that is meant, or NaN where there is no such
 * figure.
 */
@NullMarked
package org.warpath.api.client.answer;

import org.jspecify.annotations.NullMarked;
