/** How the service is set up: one file, the environment, and checks of both. */
@NullMarked
package org.warpath.api.service.config;

import org.jspecify.annotations.NullMarked;
