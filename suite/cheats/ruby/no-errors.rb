# Every error of its process is one that looks like a refusal.
if defined?(Driver)
  def Driver.describe(_error)
    { 'name' => 'ArgumentError', 'message' => 'refused' }
  end
end
$stderr.reopen(File::NULL)
class Exception
  def message
    'refused'
  end
end
