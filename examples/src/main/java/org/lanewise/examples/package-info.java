/// Runnable programs, each one file. [Digits] is the one to start with.
package org.lanewise.examples;
