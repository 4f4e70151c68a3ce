import LinuxStorage
import Threads
