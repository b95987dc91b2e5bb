/** A tree like ours in which every rule of the architecture is broken. */
package example.wrong;
