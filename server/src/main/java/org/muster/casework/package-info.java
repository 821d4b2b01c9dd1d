/** Enrolment, orders, zones, schedules, devices and excusals. */
@NullMarked
package org.muster.casework;

import org.jspecify.annotations.NullMarked;
