@NullMarked
package org.warpath.api.service.web;

import org.jspecify.annotations.NullMarked;
