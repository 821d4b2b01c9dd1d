/** Whether the server does its work, and how much room is left for it. */
@NullMarked
package org.muster.watch;

import org.jspecify.annotations.NullMarked;
