/** Whether this process and what it needs are well, and what they measured. */
@NullMarked
package dev.carrel.server.platform.health;

import org.jspecify.annotations.NullMarked;
