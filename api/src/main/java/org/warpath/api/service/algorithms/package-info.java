/** Graph algorithms as the API offers them: requests read, runs planned, answers written. */
@NullMarked
package org.warpath.api.service.algorithms;

import org.jspecify.annotations.NullMarked;
