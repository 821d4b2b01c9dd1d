/** Track files to observations, and the engine run over them without a server. */
@NullMarked
package org.muster.replay;

import org.jspecify.annotations.NullMarked;
