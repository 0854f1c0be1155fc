<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name>Application</name>
    <message>
        <source>Something went wrong in the program ({0}). Your drawing is still here; the details are in {1}.</source>
        <translation>程序出现错误（{0}）。您的手写内容仍在；详细信息见 {1}。</translation>
    </message>
    <message>
        <source>The program&apos;s log could not be written; what was there is now {0}.</source>
        <translation>程序日志无法写入；原先在那里的内容现为 {0}。</translation>
    </message>
    <message>
        <source>The program ended unexpectedly while its window was opening, so window and panels are in their usual places again.</source>
        <translation>程序曾在打开窗口时意外终止，因此窗口和面板已恢复到默认位置。</translation>
    </message>
</context>
<context>
    <name>BarButton</name>
    <message>
        <source>Digit {0}</source>
        <translation>数字 {0}</translation>
    </message>
</context>
<context>
    <name>Canvas</name>
    <message>
        <source>Canvas</source>
        <translation>画布</translation>
    </message>
    <message>
        <source>Empty. Draw a digit with mouse, finger or pen.</source>
        <translation>空白。请用鼠标、手指或手写笔写一个数字。</translation>
    </message>
    <message>
        <source>Strokes drawn: {0}</source>
        <translation>已写笔画：{0}</translation>
    </message>
    <message>
        <source>A picture. Strokes drawn over it: {0}</source>
        <translation>一张图片，上面的笔画：{0}</translation>
    </message>
    <message>
        <source>Draw a digit here</source>
        <translation>在这里写一个数字</translation>
    </message>
    <message>
        <source>or drop a picture of one</source>
        <translation>或拖入一张数字图片</translation>
    </message>
    <message>
        <source>Drop the picture here</source>
        <translation>将图片放到这里</translation>
    </message>
</context>
<context>
    <name>CellTexts</name>
    <message>
        <source>{0} read as {1}: {2} of {3}</source>
        <translation>{0} 识别为 {1}：{3} 个中有 {2} 个</translation>
    </message>
    <message>
        <source>{0} misread: {1} of {2}</source>
        <translation>{0} 识别错误：{2} 个中有 {1} 个</translation>
    </message>
    <message>
        <source>Wrongly read as {0}: {1} of {2}</source>
        <translation>误识别为 {0}：{2} 个中有 {1} 个</translation>
    </message>
    <message>
        <source>Misread: {0} of {1}</source>
        <translation>识别错误：{1} 个中有 {0} 个</translation>
    </message>
    <message>
        <source>There is no {0} among the images.</source>
        <translation>图像中没有 {0}。</translation>
    </message>
    <message>
        <source>Recall: {0} of all {1}s are read as {1}.</source>
        <translation>召回率：所有 {1} 中有 {0} 识别为 {1}。</translation>
    </message>
    <message>
        <source>Nothing is read as {0}.</source>
        <translation>没有图像识别为 {0}。</translation>
    </message>
    <message>
        <source>Precision: {0} of what is read as {1} is a {1}.</source>
        <translation>精确率：识别为 {1} 的图像中有 {0} 确实是 {1}。</translation>
    </message>
</context>
<context>
    <name>ChangesView</name>
    <message>
        <source>; </source>
        <translation>；</translation>
    </message>
    <message>
        <source>Kept as {0}: read as {1} before, as {2} now</source>
        <translation>标签为 {0}：之前识别为 {1}，现在识别为 {2}</translation>
    </message>
    <message>
        <source>{0} → {1}</source>
        <translation>{0} → {1}</translation>
    </message>
    <message>
        <source>+{0}</source>
        <translation>+{0}</translation>
    </message>
</context>
<context>
    <name>ConfusionView</name>
    <message>
        <source>Confusion matrix</source>
        <translation>混淆矩阵</translation>
    </message>
    <message>
        <source>Nothing read yet</source>
        <translation>尚未识别</translation>
    </message>
    <message>
        <source>↓ True digit</source>
        <translation>↓ 真实数字</translation>
    </message>
    <message>
        <source>→ Read as</source>
        <translation>→ 识别为</translation>
    </message>
</context>
<context>
    <name>CurrentNetwork</name>
    <message>
        <source>In training: {0}</source>
        <translation>训练中：{0}</translation>
    </message>
    <message>
        <source>Untrained: {0}</source>
        <translation>未训练：{0}</translation>
    </message>
    <message>
        <source>Epoch {0}: {1}</source>
        <translation>第 {0} 轮：{1}</translation>
    </message>
    <message>
        <source>The new network reads no better than guessing ({0} of the validation images); the earlier one answers again.</source>
        <translation>新网络的识别效果与随机猜测无异（验证图像准确率 {0}），已恢复使用之前的网络。</translation>
    </message>
    <message>
        <source>The new network could not be saved and will be gone at the next start: {0}. Save it elsewhere with Save Network As.</source>
        <translation>新网络无法保存，下次启动时将会丢失：{0}。请用“网络另存为”将它保存到别处。</translation>
    </message>
    <message>
        <source>Training stopped at {0} validation accuracy; the earlier network answers again.</source>
        <translation>训练已停止，验证准确率为 {0}；已恢复使用之前的网络。</translation>
    </message>
    <message>
        <source>Your network: {0}, {1} right in validation</source>
        <translation>我的网络：{0}，验证准确率 {1}</translation>
    </message>
    <message>
        <source>Shipped network: {0}, {1} right in validation</source>
        <translation>自带网络：{0}，验证准确率 {1}</translation>
    </message>
    <message>
        <source>No network: retrain to make one</source>
        <translation>没有网络：请重新训练以生成一个</translation>
    </message>
    <message>
        <source>Your network: {0}</source>
        <translation>我的网络：{0}</translation>
    </message>
    <message>
        <source>Shipped network: {0}</source>
        <translation>自带网络：{0}</translation>
    </message>
</context>
<context>
    <name>CurveCaptions</name>
    <message>
        <source>Epoch {0}</source>
        <translation>第 {0} 轮</translation>
    </message>
    <message>
        <source>training {0}</source>
        <translation>训练 {0}</translation>
    </message>
    <message>
        <source>validation {0}</source>
        <translation>验证 {0}</translation>
    </message>
</context>
<context>
    <name>DataSource</name>
    <message>
        <source>Training Data</source>
        <translation>训练数据</translation>
    </message>
    <message>
        <source>There is no MNIST to train on.</source>
        <translation>没有可用于训练的 MNIST 数据。</translation>
    </message>
    <message>
        <source>Choose a File…</source>
        <translation>选择文件…</translation>
    </message>
    <message>
        <source>Download</source>
        <translation>下载</translation>
    </message>
    <message>
        <source>Use the Built-in Digits</source>
        <translation>使用内置数字</translation>
    </message>
    <message>
        <source>MNIST: mnist.npz, or one of the four IDX files (*.npz *ubyte *ubyte.gz)</source>
        <translation>MNIST：mnist.npz 或四个 IDX 文件之一 (*.npz *ubyte *ubyte.gz)</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>所有文件 (*)</translation>
    </message>
    <message>
        <source>Choose MNIST</source>
        <translation>选择 MNIST</translation>
    </message>
</context>
<context>
    <name>Disclosure</name>
    <message>
        <source>Open</source>
        <translation>已展开</translation>
    </message>
    <message>
        <source>Closed</source>
        <translation>已折叠</translation>
    </message>
</context>
<context>
    <name>DrawingFiles</name>
    <message>
        <source>S&amp;top Reading the Picture</source>
        <translation>停止读取图片(&amp;T)</translation>
    </message>
    <message>
        <source>&amp;Open Picture…</source>
        <translation>打开图片(&amp;O)…</translation>
    </message>
    <message>
        <source>&amp;Save Drawing as PNG…</source>
        <translation>将手写数字保存为 PNG(&amp;S)…</translation>
    </message>
    <message>
        <source>Save Drawing as S&amp;VG…</source>
        <translation>将手写数字保存为 SVG(&amp;V)…</translation>
    </message>
    <message>
        <source>Cop&amp;y Drawing</source>
        <translation>复制手写数字(&amp;Y)</translation>
    </message>
    <message>
        <source>Copy Pro&amp;babilities</source>
        <translation>复制概率(&amp;B)</translation>
    </message>
    <message>
        <source>Copy &amp;Network Input</source>
        <translation>复制网络输入(&amp;N)</translation>
    </message>
    <message>
        <source>P&amp;aste Picture</source>
        <translation>粘贴图片(&amp;A)</translation>
    </message>
    <message>
        <source>Pictures ({0})</source>
        <translation>图片 ({0})</translation>
    </message>
    <message>
        <source>Open a Picture</source>
        <translation>打开图片</translation>
    </message>
    <message>
        <source>There is no picture to paste: copy one, or a picture file, first.</source>
        <translation>没有可粘贴的图片：请先复制一张图片或一个图片文件。</translation>
    </message>
    <message>
        <source>The picture</source>
        <translation>图片</translation>
    </message>
    <message>
        <source>What was dropped could not be read as a picture.</source>
        <translation>拖入的内容无法作为图片读取。</translation>
    </message>
    <message>
        <source>PNG pictures ({0})</source>
        <translation>PNG 图片 ({0})</translation>
    </message>
    <message>
        <source>SVG drawings ({0})</source>
        <translation>SVG 图形 ({0})</translation>
    </message>
    <message>
        <source>Save the Drawing</source>
        <translation>保存手写数字</translation>
    </message>
    <message>
        <source>drawing</source>
        <translation>手写数字</translation>
    </message>
    <message>
        <source>The drawing is saved in {0}.</source>
        <translation>手写数字已保存到 {0}。</translation>
    </message>
    <message>
        <source>The drawing could not be saved in {0} ({1}).</source>
        <translation>手写数字未能保存到 {0}（{1}）。</translation>
    </message>
</context>
<context>
    <name>DrawingTools</name>
    <message>
        <source>&amp;Pen</source>
        <translation>画笔(&amp;P)</translation>
    </message>
    <message>
        <source>&amp;Eraser</source>
        <translation>橡皮擦(&amp;E)</translation>
    </message>
    <message>
        <source>Eraser (E); so is the right mouse button</source>
        <translation>橡皮擦 (E)；也可使用鼠标右键</translation>
    </message>
    <message>
        <source>&amp;Undo</source>
        <translation>撤销(&amp;U)</translation>
    </message>
    <message>
        <source>&amp;Redo</source>
        <translation>重做(&amp;R)</translation>
    </message>
    <message>
        <source>&amp;Clear</source>
        <translation>清空(&amp;C)</translation>
    </message>
    <message>
        <source>&amp;Thinner Pen</source>
        <translation>减小笔宽(&amp;T)</translation>
    </message>
    <message>
        <source>Thic&amp;ker Pen</source>
        <translation>增大笔宽(&amp;K)</translation>
    </message>
    <message>
        <source>Pen width</source>
        <translation>笔宽</translation>
    </message>
    <message>
        <source>Pen width ([ and ])</source>
        <translation>笔宽（[ 和 ]）</translation>
    </message>
</context>
<context>
    <name>Durations</name>
    <message>
        <source>{0} s</source>
        <translation>{0} 秒</translation>
    </message>
    <message>
        <source>{0} min {1} s</source>
        <translation>{0} 分 {1} 秒</translation>
    </message>
    <message>
        <source>{0} h {1} min</source>
        <translation>{0} 小时 {1} 分</translation>
    </message>
</context>
<context>
    <name>EditLine</name>
    <message>
        <source>Test image {0}, a {1}: read as {2}. Edit it until it flips.</source>
        <translation>测试图像 {0}，真实数字为 {1}，识别为 {2}。试着修改它，直到识别结果改变。</translation>
    </message>
    <message>
        <source>Test image {0}, a {1}: now read as {2}, with {3} of the ink erased and some added.</source>
        <translation>测试图像 {0}，真实数字为 {1}：擦除 {3} 的墨迹并添加一些后，现在识别为 {2}。</translation>
    </message>
    <message>
        <source>Test image {0}, a {1}: now read as {2}, with {3} of the ink erased.</source>
        <translation>测试图像 {0}，真实数字为 {1}：擦除 {3} 的墨迹后，现在识别为 {2}。</translation>
    </message>
    <message>
        <source>Test image {0}, a {1}: now read as {2}, with some ink added.</source>
        <translation>测试图像 {0}，真实数字为 {1}：添加一些墨迹后，现在识别为 {2}。</translation>
    </message>
</context>
<context>
    <name>EpochSlider</name>
    <message>
        <source>Look back</source>
        <translation>回看</translation>
    </message>
    <message>
        <source>Back to Now</source>
        <translation>回到当前</translation>
    </message>
    <message>
        <source>Epoch whose weights answer</source>
        <translation>用于识别的权重所属轮次</translation>
    </message>
    <message>
        <source>Epoch {0} answers: draw something to see how it reads.</source>
        <translation>使用第 {0} 轮的权重：写点什么，看看它如何识别。</translation>
    </message>
    <message>
        <source>Epoch {0}: read as {1}, {2} sure.</source>
        <translation>第 {0} 轮：识别为 {1}，置信度 {2}。</translation>
    </message>
    <message>
        <source>Slide to the left to see how earlier epochs read your drawing.</source>
        <translation>向左拖动，查看更早的轮次如何识别您写的数字。</translation>
    </message>
    <message>
        <source>Earlier epochs can be recalled only while the program stays open.</source>
        <translation>只有在程序未关闭时才能调取更早的轮次。</translation>
    </message>
    <message>
        <source>Train, and slide through the epochs to see how each reads your drawing.</source>
        <translation>训练之后，拖动滑块查看每一轮如何识别您写的数字。</translation>
    </message>
    <message>
        <source>Epoch {0} answers.</source>
        <translation>由第 {0} 轮的权重识别。</translation>
    </message>
</context>
<context>
    <name>EvidenceScale</name>
    <message>
        <source>Against {0}: {1}</source>
        <translation>反对 {0}：{1}</translation>
    </message>
    <message>
        <source>For {0}: {1}</source>
        <translation>支持 {0}：{1}</translation>
    </message>
</context>
<context>
    <name>EvidenceSection</name>
    <message>
        <source>Digit to explain</source>
        <translation>要解释的数字</translation>
    </message>
    <message>
        <source>Rival digit</source>
        <translation>竞争数字</translation>
    </message>
    <message>
        <source>Evidence in the drawing</source>
        <translation>手写内容中的依据</translation>
    </message>
    <message>
        <source>Its answer</source>
        <translation>识别结果</translation>
    </message>
    <message>
        <source>All others</source>
        <translation>其余全部</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>为什么是</translation>
    </message>
    <message>
        <source>and not</source>
        <translation>而不是</translation>
    </message>
    <message>
        <source>This ink says next to nothing about the digit {0}.</source>
        <translation>这些墨迹几乎没有说明是否为数字 {0}。</translation>
    </message>
    <message>
        <source>Of what the ink says about {0}, {1} speaks for it.</source>
        <translation>墨迹中与 {0} 有关的依据，有 {1} 支持它。</translation>
    </message>
    <message>
        <source>Of what the ink says about {0} or {1}, {2} speaks for {0}.</source>
        <translation>墨迹中区分 {0} 与 {1} 的依据，有 {2} 支持 {0}。</translation>
    </message>
    <message>
        <source>{0} of the blue lies in the upper left.</source>
        <translation>{0} 的蓝色位于左上方。</translation>
    </message>
    <message>
        <source>{0} of the blue lies in the upper right.</source>
        <translation>{0} 的蓝色位于右上方。</translation>
    </message>
    <message>
        <source>{0} of the blue lies in the lower left.</source>
        <translation>{0} 的蓝色位于左下方。</translation>
    </message>
    <message>
        <source>{0} of the blue lies in the lower right.</source>
        <translation>{0} 的蓝色位于右下方。</translation>
    </message>
    <message>
        <source>Whether this is a digit at all, the network doubts.</source>
        <translation>网络怀疑这是否真的是一个数字。</translation>
    </message>
    <message>
        <source>The numbers are log odds: 2.3 more make a digit ten times as likely. Blue less orange, and {0} for a blank sheet, make about {1} in all. Method: integrated gradients.</source>
        <translation>数值为对数几率：每增加 2.3，该数字的可能性就变为十倍。蓝色减去橙色，再加上空白画布的 {0}，合计约为 {1}。方法：积分梯度。</translation>
    </message>
    <message>
        <source>Strongest rival</source>
        <translation>最强竞争者</translation>
    </message>
    <message>
        <source>Its answer: {0}</source>
        <translation>识别结果：{0}</translation>
    </message>
    <message>
        <source>Strongest rival: {0}</source>
        <translation>最强竞争者：{0}</translation>
    </message>
</context>
<context>
    <name>ExplainPanel</name>
    <message>
        <source>What to look at</source>
        <translation>查看内容</translation>
    </message>
    <message>
        <source>Input</source>
        <translation>输入</translation>
    </message>
    <message>
        <source>Layers</source>
        <translation>各层</translation>
    </message>
    <message>
        <source>Answer</source>
        <translation>结果</translation>
    </message>
    <message>
        <source>There is no network to look into: retrain to make one.</source>
        <translation>没有可查看的网络：请重新训练以生成一个。</translation>
    </message>
    <message>
        <source>Draw a digit, and see what the network makes of it.</source>
        <translation>写一个数字，看看网络如何处理它。</translation>
    </message>
    <message>
        <source>This network calculates with numbers that have grown beyond all bounds: its training went astray. Retrain with a lower learning rate.</source>
        <translation>该网络中的数值已无限增长：训练出现了发散。请用更低的学习率重新训练。</translation>
    </message>
</context>
<context>
    <name>FeedbackLine</name>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
</context>
<context>
    <name>FileDialogs</name>
    <message>
        <source>{0} already exists. Replace it?</source>
        <translation>{0} 已存在。要替换它吗？</translation>
    </message>
</context>
<context>
    <name>FineTuningSection</name>
    <message>
        <source>Learn My Digits</source>
        <translation>学习我的数字</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>Accept</source>
        <translation>接受</translation>
    </message>
    <message>
        <source>Discard</source>
        <translation>放弃</translation>
    </message>
    <message>
        <source>Another network is in use now, so the result was dropped.</source>
        <translation>现在使用的是另一个网络，因此结果已放弃。</translation>
    </message>
    <message>
        <source>Progress of learning your digits</source>
        <translation>学习您的数字的进度</translation>
    </message>
    <message>
        <source>Use the new network from now on</source>
        <translation>从现在起使用新网络</translation>
    </message>
    <message>
        <source>Keep the network as it was</source>
        <translation>保持原来的网络</translation>
    </message>
    <message>
        <source>Stopped. The network is as it was.</source>
        <translation>已停止。网络保持原样。</translation>
    </message>
    <message>
        <source>Accepted: the network that knows your hand answers now.</source>
        <translation>已接受：现在由熟悉您笔迹的网络进行识别。</translation>
    </message>
    <message>
        <source>Discarded. The network is as it was.</source>
        <translation>已放弃。网络保持原样。</translation>
    </message>
    <message>
        <source>MNIST is replayed with your drawings, {0} images at a time, and the file has only {1}: choose another one.</source>
        <translation>学习时每次重放 {0} 张 MNIST 图像，而该文件只有 {1} 张：请选择其他文件。</translation>
    </message>
    <message>
        <source>There is no network that could learn.</source>
        <translation>没有可用于学习的网络。</translation>
    </message>
</context>
<context>
    <name>FineTuningTexts</name>
    <message>
        <source>Keep {0} drawings to learn from; so far there are {1}.</source>
        <translation>请保存 {0} 个手写数字用于学习；目前有 {1} 个。</translation>
    </message>
    <message>
        <source>All your drawings are kept as {0}: keep some other digit too.</source>
        <translation>您保存的手写数字都是 {0}：请再保存一些其他数字。</translation>
    </message>
    <message>
        <source>Drawings to learn from: {0}. Held out to test it: {1}.</source>
        <translation>用于学习的手写数字：{0}。留出用于测试：{1}。</translation>
    </message>
    <message>
        <source>With fewer than {0} drawings, so all learned from: {1}.</source>
        <translation>少于 {0} 个手写数字、因此全部用于学习的数字：{1}。</translation>
    </message>
    <message>
        <source>, </source>
        <translation>、</translation>
    </message>
    <message>
        <source>Loading MNIST, to be replayed with your drawings…</source>
        <translation>正在加载 MNIST，以便与您的手写数字一起重放…</translation>
    </message>
    <message>
        <source>There is no MNIST: drawing built-in digits to be replayed instead…</source>
        <translation>没有 MNIST：正在生成内置数字用于重放…</translation>
    </message>
    <message>
        <source>Testing the network as it is…</source>
        <translation>正在测试当前网络…</translation>
    </message>
    <message>
        <source>Learning your digits, with others replayed…</source>
        <translation>正在学习您的数字，同时重放其他数字…</translation>
    </message>
    <message>
        <source>Choosing how much to take of what was learned…</source>
        <translation>正在选择采纳多少学到的内容…</translation>
    </message>
    <message>
        <source>Testing the network as it has become…</source>
        <translation>正在测试学习后的网络…</translation>
    </message>
    <message>
        <source>Finding out how sure is sure…</source>
        <translation>正在校准置信度…</translation>
    </message>
    <message>
        <source>Nothing could be learned without forgetting other hands: the network stays as it is. More drawings may help.</source>
        <translation>无法在不遗忘其他人笔迹的情况下学到东西：网络保持不变。保存更多手写数字可能会有帮助。</translation>
    </message>
    <message>
        <source>Learned from {0} of your drawings. There was no MNIST: built-in digits were replayed.</source>
        <translation>已从您的 {0} 个手写数字中学习。由于没有 MNIST，重放了内置数字。</translation>
    </message>
    <message>
        <source>Learned from {0} of your drawings, with MNIST replayed.</source>
        <translation>已从您的 {0} 个手写数字中学习，并重放了 MNIST。</translation>
    </message>
</context>
<context>
    <name>Formats</name>
    <message>
        <source>{0}&#xa0;%</source>
        <translation>{0}%</translation>
    </message>
</context>
<context>
    <name>Gallery</name>
    <message>
        <source>&amp;Open on the Canvas</source>
        <translation>在画布上打开(&amp;O)</translation>
    </message>
    <message>
        <source>&amp;Delete</source>
        <translation>删除(&amp;D)</translation>
    </message>
    <message>
        <source>&amp;Change the Label to</source>
        <translation>更改标签为(&amp;C)</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>打开</translation>
    </message>
    <message>
        <source>Relabel</source>
        <translation>更改标签</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>删除</translation>
    </message>
    <message>
        <source>Digits that are shown</source>
        <translation>显示的数字</translation>
    </message>
    <message>
        <source>All digits ({0})</source>
        <translation>全部数字（{0}）</translation>
    </message>
    <message>
        <source>{0} ({1})</source>
        <translation>{0}（{1}）</translation>
    </message>
    <message>
        <source>Selected: {0}</source>
        <translation>已选择：{0}</translation>
    </message>
    <message>
        <source>The drawings that you keep show here.</source>
        <translation>您保存的手写数字会显示在这里。</translation>
    </message>
    <message>
        <source>No drawing is kept as {0}.</source>
        <translation>没有标签为 {0} 的手写数字。</translation>
    </message>
</context>
<context>
    <name>GalleryModel</name>
    <message>
        <source>Kept as {0}</source>
        <translation>标签为 {0}</translation>
    </message>
    <message>
        <source>Kept as {0}, {1}. Held out: learning never sees it.</source>
        <translation>标签为 {0}，{1}。已留出：不参与学习。</translation>
    </message>
    <message>
        <source>Kept as {0}, {1}</source>
        <translation>标签为 {0}，{1}</translation>
    </message>
</context>
<context>
    <name>GalleryView</name>
    <message>
        <source>Kept drawings</source>
        <translation>保存的手写数字</translation>
    </message>
</context>
<context>
    <name>HomeFolder</name>
    <message>
        <source>The folder for your settings, networks and drawings cannot be made ({0}: {1}), so nothing will be remembered after this run. Set {2} to a folder that can be written.</source>
        <translation>无法创建用于存放设置、网络和手写数字的文件夹（{0}：{1}），因此本次运行结束后不会保留任何内容。请将 {2} 设为可写入的文件夹。</translation>
    </message>
    <message>
        <source>The folder of your settings, networks and drawings cannot be written ({0}), so changes will not be remembered. Allow writing there, or set {1} to another folder.</source>
        <translation>存放设置、网络和手写数字的文件夹无法写入（{0}），因此更改不会被保存。请允许写入该文件夹，或将 {1} 设为其他文件夹。</translation>
    </message>
</context>
<context>
    <name>ImageModel</name>
    <message>
        <source>{0} → {1}</source>
        <translation>{0} → {1}</translation>
    </message>
    <message>
        <source>Test image {0}: a {1}, read as {2}, {3} sure</source>
        <translation>测试图像 {0}：真实数字为 {1}，识别为 {2}，置信度 {3}</translation>
    </message>
</context>
<context>
    <name>Jobs</name>
    <message>
        <source>There is not enough free memory. Close something and try again.</source>
        <translation>可用内存不足。请关闭一些程序后再试。</translation>
    </message>
    <message>
        <source>The process at work was ended from outside (signal {0}); perhaps memory ran out.</source>
        <translation>后台进程被外部终止（信号 {0}）；可能是内存不足。</translation>
    </message>
    <message>
        <source>The process at work ended unexpectedly (exit code {0}).</source>
        <translation>后台进程意外结束（退出代码 {0}）。</translation>
    </message>
    <message>
        <source>Unexpected error: {0}</source>
        <translation>意外错误：{0}</translation>
    </message>
</context>
<context>
    <name>LabelRow</name>
    <message>
        <source>That was a</source>
        <translation>这是数字</translation>
    </message>
    <message>
        <source>Kept so far: {0}</source>
        <translation>目前已保存：{0}</translation>
    </message>
    <message>
        <source>That Was an {0}</source>
        <translation>这是 {0}</translation>
    </message>
    <message>
        <source>That Was a {0}</source>
        <translation>这是 {0}</translation>
    </message>
    <message>
        <source>Keep the drawing on the canvas as {0} (key {0})</source>
        <translation>将画布上的手写数字保存为 {0}（按键 {0}）</translation>
    </message>
</context>
<context>
    <name>LanguageMenu</name>
    <message>
        <source>&amp;Language</source>
        <translation>语言(&amp;L)</translation>
    </message>
    <message>
        <source>&amp;As the System</source>
        <translation>跟随系统(&amp;A)</translation>
    </message>
</context>
<context>
    <name>LayersSection</name>
    <message>
        <source>Blue is above zero, orange below; the strongest colour is the largest value of a level. Its strongest units are framed. Click a unit to enlarge it.</source>
        <translation>蓝色大于零，橙色小于零；颜色最深处为该层的最大值。响应最强的单元带有边框。单击某个单元可将其放大。</translation>
    </message>
</context>
<context>
    <name>LevelView</name>
    <message>
        <source>What the units look for</source>
        <translation>单元所寻找的图案</translation>
    </message>
    <message>
        <source>How active the units are</source>
        <translation>单元的激活程度</translation>
    </message>
    <message>
        <source>Map {0}</source>
        <translation>特征图 {0}</translation>
    </message>
    <message>
        <source>Unit {0}</source>
        <translation>单元 {0}</translation>
    </message>
    <message>
        <source>{0}. Convolution: {1} maps of {2} × {3}</source>
        <translation>{0}. 卷积：{1} 个 {2} × {3} 的特征图</translation>
    </message>
    <message>
        <source>{0}. Pooling: {1} maps of {2} × {3}</source>
        <translation>{0}. 池化：{1} 个 {2} × {3} 的特征图</translation>
    </message>
    <message>
        <source>{0}. Output: {1} numbers</source>
        <translation>{0}. 输出：{1} 个数值</translation>
    </message>
    <message>
        <source>{0}. Dense layer: {1} units</source>
        <translation>{0}. 全连接层：{1} 个单元</translation>
    </message>
    <message>
        <source>It keeps the strongest value of each square.</source>
        <translation>保留每个方格中的最大值。</translation>
    </message>
    <message>
        <source>The larger the number, the more probable the digit below it; the last one stands for “not a digit”.</source>
        <translation>数值越大，其下方的数字可能性越高；最后一个表示“不是数字”。</translation>
    </message>
    <message>
        <source>The larger the number, the more probable the digit below it.</source>
        <translation>数值越大，其下方的数字可能性越高。</translation>
    </message>
    <message>
        <source>Each map looks for one small pattern, everywhere in the picture. Found in this drawing: {0} of {1}.</source>
        <translation>每个特征图在整幅图像中寻找一种小图案。在当前手写内容中找到：{1} 种中的 {0} 种。</translation>
    </message>
    <message>
        <source>Each map looks for a combination of what the level before has found. Found in this drawing: {0} of {1}.</source>
        <translation>每个特征图寻找上一层所找到内容的一种组合。在当前手写内容中找到：{1} 种中的 {0} 种。</translation>
    </message>
    <message>
        <source>Each unit weighs every pixel and adds up. Active for this drawing: {0} of {1}.</source>
        <translation>每个单元对所有像素加权求和。对当前手写内容激活：{1} 个中的 {0} 个。</translation>
    </message>
    <message>
        <source>Each unit weighs all that the level before has found. Active for this drawing: {0} of {1}.</source>
        <translation>每个单元对上一层找到的全部内容加权求和。对当前手写内容激活：{1} 个中的 {0} 个。</translation>
    </message>
    <message>
        <source>The patterns, in the same order:</source>
        <translation>对应的图案（顺序相同）：</translation>
    </message>
    <message>
        <source>The weights of the most active units, the most active first:</source>
        <translation>最活跃单元的权重（最活跃者在前）：</translation>
    </message>
    <message>
        <source>Where they are found:</source>
        <translation>找到图案的位置：</translation>
    </message>
    <message>
        <source>How active each unit is:</source>
        <translation>各单元的激活程度：</translation>
    </message>
</context>
<context>
    <name>LibraryPanel</name>
    <message>
        <source>Import…</source>
        <translation>导入…</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>导出…</translation>
    </message>
    <message>
        <source>Undo the Last Change to the Library</source>
        <translation>撤销对数字库的上次更改</translation>
    </message>
    <message>
        <source>Draw a digit, then press its button or its key.</source>
        <translation>写一个数字，然后按下对应的按钮或数字键。</translation>
    </message>
    <message>
        <source>There is nothing to keep yet: draw a digit first.</source>
        <translation>还没有可保存的内容：请先写一个数字。</translation>
    </message>
    <message>
        <source>Only strokes can be kept, and there is a picture on the canvas.</source>
        <translation>只能保存笔画，而画布上有一张图片。</translation>
    </message>
    <message>
        <source>This drawing is kept as {0} already.</source>
        <translation>该手写数字已保存为 {0}。</translation>
    </message>
    <message>
        <source>Import Drawings</source>
        <translation>导入手写数字</translation>
    </message>
    <message>
        <source>Stroke files (*.npz)</source>
        <translation>笔画文件 (*.npz)</translation>
    </message>
    <message>
        <source>Export Drawings</source>
        <translation>导出手写数字</translation>
    </message>
    <message>
        <source>my digits.npz</source>
        <translation>我的数字.npz</translation>
    </message>
</context>
<context>
    <name>LibraryTexts</name>
    <message>
        <source>Kept as {0}.</source>
        <translation>已保存为 {0}。</translation>
    </message>
    <message>
        <source>Called {0} already.</source>
        <translation>标签已是 {0}。</translation>
    </message>
    <message>
        <source>Now called {0}. Drawings changed: {1}.</source>
        <translation>标签已改为 {0}。更改的手写数字：{1}。</translation>
    </message>
    <message>
        <source>Drawings deleted: {0}.</source>
        <translation>已删除的手写数字：{0}。</translation>
    </message>
    <message>
        <source>Drawings added: {0}.</source>
        <translation>已添加的手写数字：{0}。</translation>
    </message>
    <message>
        <source>Drawings added from {0}: {1}.</source>
        <translation>从 {0} 添加的手写数字：{1}。</translation>
    </message>
    <message>
        <source>Already here: {0}.</source>
        <translation>已存在：{0}。</translation>
    </message>
    <message>
        <source>Without strokes and left out: {0}.</source>
        <translation>因没有笔画而略过：{0}。</translation>
    </message>
    <message>
        <source>Drawings written to {0}: {1}.</source>
        <translation>写入 {0} 的手写数字：{1}。</translation>
    </message>
    <message>
        <source>{0} could not be written: {1}.</source>
        <translation>{0} 无法写入：{1}。</translation>
    </message>
    <message>
        <source>The library of your drawings was damaged. It is kept as {0}, in the same folder, and a new library has been started.</source>
        <translation>您的手写数字库已损坏。它已在同一文件夹中另存为 {0}，并新建了一个库。</translation>
    </message>
    <message>
        <source>The library of your drawings was damaged. Drawings rescued: {1}; lost from it: {2}. The damaged file is kept as {0}, in the same folder.</source>
        <translation>您的手写数字库已损坏。救回 {1} 个，丢失 {2} 个。损坏的文件保留为同一文件夹中的 {0}。</translation>
    </message>
    <message>
        <source>Undone: it is not kept any more.</source>
        <translation>已撤销：不再保存该手写数字。</translation>
    </message>
    <message>
        <source>Undone. Drawings with their old label again: {0}.</source>
        <translation>已撤销。恢复原标签的手写数字：{0}。</translation>
    </message>
    <message>
        <source>Undone. Drawings back again: {0}.</source>
        <translation>已撤销。恢复的手写数字：{0}。</translation>
    </message>
    <message>
        <source>Undone. Drawings gone again: {0}.</source>
        <translation>已撤销。重新移除的手写数字：{0}。</translation>
    </message>
    <message>
        <source>The drawing was not kept; it is still on the canvas.</source>
        <translation>手写数字未保存，仍保留在画布上。</translation>
    </message>
    <message>
        <source>Nothing was changed.</source>
        <translation>未作任何更改。</translation>
    </message>
</context>
<context>
    <name>MainWindow</name>
    <message>
        <source>Reading</source>
        <translation>识别</translation>
    </message>
    <message>
        <source>Training</source>
        <translation>训练</translation>
    </message>
    <message>
        <source>Inside</source>
        <translation>网络内部</translation>
    </message>
    <message>
        <source>Mistakes</source>
        <translation>识别错误</translation>
    </message>
    <message>
        <source>My Digits</source>
        <translation>我的数字</translation>
    </message>
    <message>
        <source>The settings could not be read; the usual ones are in use.</source>
        <translation>设置无法读取；现使用默认设置。</translation>
    </message>
    <message>
        <source>The settings could not be read and were set aside as {0}; the usual ones are in use.</source>
        <translation>无法读取设置，已另存为 {0}；现在使用默认设置。</translation>
    </message>
    <message>
        <source>Some settings made no sense and are the usual ones again; the file as it was is now {0}.</source>
        <translation>有些设置没有意义，已恢复默认值；原文件现为 {0}。</translation>
    </message>
    <message>
        <source>Digits</source>
        <translation>手写数字识别</translation>
    </message>
    <message>
        <source>Re&amp;train</source>
        <translation>重新训练(&amp;T)</translation>
    </message>
    <message>
        <source>&amp;Restore the Shipped Network</source>
        <translation>恢复自带网络(&amp;R)</translation>
    </message>
    <message>
        <source>Use &amp;My Trained Network</source>
        <translation>使用我训练的网络(&amp;M)</translation>
    </message>
    <message>
        <source>Keep the new one</source>
        <translation>保留新网络</translation>
    </message>
</context>
<context>
    <name>MessageBar</name>
    <message>
        <source>Dismiss the message</source>
        <translation>关闭消息</translation>
    </message>
</context>
<context>
    <name>MistakeImages</name>
    <message>
        <source>Test images</source>
        <translation>测试图像</translation>
    </message>
</context>
<context>
    <name>MistakesBrowser</name>
    <message>
        <source>All Mistakes</source>
        <translation>全部错误</translation>
    </message>
    <message>
        <source>Click a cell to see its images, or a digit to see all of its mistakes.</source>
        <translation>单击单元格查看其中的图像，或单击数字查看它的全部错误。</translation>
    </message>
    <message>
        <source>The misread images show here once all have been read.</source>
        <translation>全部识别完成后，识别错误的图像会显示在这里。</translation>
    </message>
    <message>
        <source>{0}, the least sure first</source>
        <translation>{0}，置信度最低者在前</translation>
    </message>
    <message>
        <source>{0}, the surest first</source>
        <translation>{0}，置信度最高者在前</translation>
    </message>
    <message>
        <source>None.</source>
        <translation>无。</translation>
    </message>
</context>
<context>
    <name>MistakesStatus</name>
    <message>
        <source>Test images read</source>
        <translation>已识别的测试图像</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>Read the Test Images</source>
        <translation>识别测试图像</translation>
    </message>
    <message>
        <source>Choose a File…</source>
        <translation>选择文件…</translation>
    </message>
    <message>
        <source>Use the Built-in Digits</source>
        <translation>使用内置数字</translation>
    </message>
    <message>
        <source>Once there is a network, its mistakes on the test images show here.</source>
        <translation>有了网络之后，它在测试图像上的错误会显示在这里。</translation>
    </message>
    <message>
        <source>Reading the test images…</source>
        <translation>正在识别测试图像…</translation>
    </message>
    <message>
        <source>Writing the test part of the built-in digits…</source>
        <translation>正在生成内置数字的测试部分…</translation>
    </message>
    <message>
        <source>Loading MNIST&apos;s test images…</source>
        <translation>正在加载 MNIST 测试图像…</translation>
    </message>
    <message>
        <source>{0} of {1} test images are read right.</source>
        <translation>{1} 张测试图像的识别准确率为 {0}。</translation>
    </message>
    <message>
        <source>Reading the test images: {0} of {1}, {2} of them misread.</source>
        <translation>正在识别测试图像：{0} / {1}，其中 {2} 张识别错误。</translation>
    </message>
    <message>
        <source>Stopped before all test images were read.</source>
        <translation>已停止，尚未识别全部测试图像。</translation>
    </message>
    <message>
        <source>There is no MNIST on this machine to test the network on. Choose a file, or use the test part of the built-in digits.</source>
        <translation>这台电脑上没有可用于测试网络的 MNIST 数据。请选择文件，或使用内置数字的测试部分。</translation>
    </message>
</context>
<context>
    <name>ModelFiles</name>
    <message>
        <source>&amp;Open Network…</source>
        <translation>打开网络(&amp;O)…</translation>
    </message>
    <message>
        <source>&amp;Save Network As…</source>
        <translation>网络另存为(&amp;S)…</translation>
    </message>
    <message>
        <source>Export for &amp;Keras…</source>
        <translation>导出为 Keras(&amp;K)…</translation>
    </message>
    <message>
        <source>Export as ONN&amp;X…</source>
        <translation>导出为 ONNX(&amp;X)…</translation>
    </message>
    <message>
        <source>Networks ({0})</source>
        <translation>网络 ({0})</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>所有文件 (*)</translation>
    </message>
    <message>
        <source>Open a Network</source>
        <translation>打开网络</translation>
    </message>
    <message>
        <source>Reading {0} …</source>
        <translation>正在读取 {0} …</translation>
    </message>
    <message>
        <source>Save the Network</source>
        <translation>保存网络</translation>
    </message>
    <message>
        <source>Keras models ({0})</source>
        <translation>Keras 模型 ({0})</translation>
    </message>
    <message>
        <source>Export for Keras</source>
        <translation>导出为 Keras</translation>
    </message>
    <message>
        <source>ONNX models ({0})</source>
        <translation>ONNX 模型 ({0})</translation>
    </message>
    <message>
        <source>Export as ONNX</source>
        <translation>导出为 ONNX</translation>
    </message>
    <message>
        <source>network</source>
        <translation>网络</translation>
    </message>
    <message>
        <source>Writing {0} …</source>
        <translation>正在写入 {0} …</translation>
    </message>
    <message>
        <source>The network of {0} answers now.</source>
        <translation>现在由 {0} 中的网络进行识别。</translation>
    </message>
    <message>
        <source>The network could not be saved in {0} ({1}).</source>
        <translation>网络未能保存到 {0}（{1}）。</translation>
    </message>
    <message>
        <source>The network is saved in {0}.</source>
        <translation>网络已保存到 {0}。</translation>
    </message>
</context>
<context>
    <name>ModelStore</name>
    <message>
        <source>{0} Your network was set aside as {1}; the shipped one answers.</source>
        <translation>{0} 您的网络已另存为 {1}；现在由内置网络作答。</translation>
    </message>
</context>
<context>
    <name>NetworkInputView</name>
    <message>
        <source>What the network sees</source>
        <translation>网络看到的内容</translation>
    </message>
    <message>
        <source>The 28 × 28 pixels that the network reads</source>
        <translation>网络读取的 28 × 28 像素</translation>
    </message>
    <message>
        <source>28 by 28 pixels, {0} of them ink</source>
        <translation>28 × 28 像素，其中 {0} 个有墨迹</translation>
    </message>
    <message>
        <source>28 by 28 pixels, empty</source>
        <translation>28 × 28 像素，空白</translation>
    </message>
</context>
<context>
    <name>Panel</name>
    <message>
        <source>Close {0}</source>
        <translation>关闭“{0}”</translation>
    </message>
</context>
<context>
    <name>PictureReader</name>
    <message>
        <source>Reading {0} … Press Esc to stop.</source>
        <translation>正在读取 {0} … 按 Esc 停止。</translation>
    </message>
</context>
<context>
    <name>PreprocessingSection</name>
    <message>
        <source>Drawn</source>
        <translation>书写</translation>
    </message>
    <message>
        <source>Cropped</source>
        <translation>裁剪</translation>
    </message>
    <message>
        <source>Scaled</source>
        <translation>缩放</translation>
    </message>
    <message>
        <source>Inked</source>
        <translation>着墨</translation>
    </message>
    <message>
        <source>Centred</source>
        <translation>居中</translation>
    </message>
    <message>
        <source>Only the box around it counts, {0} × {1} of the sheet: where and how large you draw makes no difference.</source>
        <translation>只取外接框，占画布的 {0} × {1}：写在哪里、写多大都没有影响。</translation>
    </message>
    <message>
        <source>An image, and the paths of the pen over it. Strokes: {0}.</source>
        <translation>一幅图像以及其上的笔迹。笔画：{0}。</translation>
    </message>
    <message>
        <source>Kept as the path of the pen. Strokes: {0}.</source>
        <translation>以笔迹路径保存。笔画：{0}。</translation>
    </message>
    <message>
        <source>The image is averaged to {0} × {0} grey values, and strokes are inked as wide as it needs.</source>
        <translation>图像平均为 {0} × {0} 个灰度值，笔画按所需宽度着墨。</translation>
    </message>
    <message>
        <source>One pen for everybody, {0} pixels wide, turns the path into {1} × {1} grey values.</source>
        <translation>用统一的 {0} 像素宽画笔，将路径转换为 {1} × {1} 个灰度值。</translation>
    </message>
    <message>
        <source>It has the size of the training images already, and keeps it.</source>
        <translation>大小已与训练图像相同，保持不变。</translation>
    </message>
    <message>
        <source>The larger side becomes {0} pixels, as in the training images, and the proportions stay: {1} × {2} pixels.</source>
        <translation>长边变为 {0} 像素，与训练图像一致，比例不变：{1} × {2} 像素。</translation>
    </message>
    <message>
        <source>It lies in the middle already. This is what the network reads.</source>
        <translation>已位于中央。这就是网络读取的内容。</translation>
    </message>
    <message>
        <source>Moved by {0} pixels to the right and {1} down, so that the ink balances in the middle. This is what the network reads.</source>
        <translation>向右移动 {0} 像素、向下移动 {1} 像素，使墨迹重心位于中央。这就是网络读取的内容。</translation>
    </message>
</context>
<context>
    <name>ProbabilityBars</name>
    <message>
        <source>Probability of each digit</source>
        <translation>各数字的概率</translation>
    </message>
    <message>
        <source>Click to see which ink speaks for a {0}</source>
        <translation>单击查看哪些墨迹支持 {0}</translation>
    </message>
    <message>
        <source>Nothing drawn yet</source>
        <translation>尚未书写</translation>
    </message>
</context>
<context>
    <name>ReadingPanel</name>
    <message>
        <source>The network sees</source>
        <translation>网络看到的</translation>
    </message>
</context>
<context>
    <name>RecipeChooser</name>
    <message>
        <source>Recipe</source>
        <translation>方案</translation>
    </message>
    <message>
        <source>About {0}, {1} of MNIST&apos;s test images right.</source>
        <translation>约 {0}，MNIST 测试图像准确率 {1}。</translation>
    </message>
</context>
<context>
    <name>Replay</name>
    <message>
        <source>Moment of the drawing</source>
        <translation>书写的时刻</translation>
    </message>
    <message>
        <source>Replay the drawing</source>
        <translation>回放书写过程</translation>
    </message>
    <message>
        <source>See the drawing at any moment; the bars follow</source>
        <translation>查看任意时刻的书写内容，概率条随之变化</translation>
    </message>
    <message>
        <source>Draw something, then see here how it came about</source>
        <translation>先写点什么，然后在这里查看书写过程</translation>
    </message>
    <message>
        <source>Pause &amp;Replay</source>
        <translation>暂停回放(&amp;R)</translation>
    </message>
    <message>
        <source>&amp;Replay Drawing</source>
        <translation>回放书写过程(&amp;R)</translation>
    </message>
    <message>
        <source>{0} ({1})</source>
        <translation>{0}（{1}）</translation>
    </message>
</context>
<context>
    <name>RestartNotice</name>
    <message>
        <source>Restart</source>
        <translation>重新开始</translation>
    </message>
    <message>
        <source>Begin again from fresh weights, with these settings</source>
        <translation>以这些设置从全新的权重重新开始</translation>
    </message>
    <message>
        <source>Takes effect at a restart: {0}.</source>
        <translation>重新开始后生效：{0}。</translation>
    </message>
    <message>
        <source>, </source>
        <translation>、</translation>
    </message>
    <message>
        <source>the recipe</source>
        <translation>方案</translation>
    </message>
    <message>
        <source>the batch size</source>
        <translation>批大小</translation>
    </message>
    <message>
        <source>the number of epochs</source>
        <translation>轮次</translation>
    </message>
    <message>
        <source>varying the images</source>
        <translation>图像变形</translation>
    </message>
    <message>
        <source>the seed</source>
        <translation>随机种子</translation>
    </message>
</context>
<context>
    <name>ResultView</name>
    <message>
        <source>Your drawings that it did not learn from</source>
        <translation>您的手写数字中未参与学习的</translation>
    </message>
    <message>
        <source>None of your drawings was held out: keep four of a digit to test it.</source>
        <translation>没有留出的手写数字：每个数字保存四个即可用于测试。</translation>
    </message>
    <message>
        <source>Built-in test digits</source>
        <translation>内置测试数字</translation>
    </message>
    <message>
        <source>MNIST&apos;s test images</source>
        <translation>MNIST 测试图像</translation>
    </message>
    <message>
        <source>Read right now</source>
        <translation>现在识别正确</translation>
    </message>
    <message>
        <source>Read wrong now</source>
        <translation>现在识别错误</translation>
    </message>
</context>
<context>
    <name>Retraining</name>
    <message>
        <source>There is not enough free memory to train. Close something, or choose a smaller batch.</source>
        <translation>可用内存不足，无法训练。请关闭一些程序，或选择更小的批大小。</translation>
    </message>
</context>
<context>
    <name>RunHistory</name>
    <message>
        <source>The weights of that epoch could not be read: {0}.</source>
        <translation>无法读取该轮次的权重：{0}。</translation>
    </message>
    <message>
        <source>Earlier epochs of this training cannot be recalled, because their weights could not be written: {0}.</source>
        <translation>此次训练较早的各轮无法恢复，因为其权重无法写入：{0}。</translation>
    </message>
</context>
<context>
    <name>RunList</name>
    <message>
        <source>Runs</source>
        <translation>训练记录</translation>
    </message>
    <message>
        <source>Every training is listed here, to be compared and recalled.</source>
        <translation>每次训练都会列在这里，以便比较和调取。</translation>
    </message>
    <message>
        <source>Use These Weights</source>
        <translation>使用这些权重</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>移除</translation>
    </message>
    <message>
        <source>in training</source>
        <translation>训练中</translation>
    </message>
    <message>
        <source>stopped</source>
        <translation>已停止</translation>
    </message>
    <message>
        <source>fell apart</source>
        <translation>已发散</translation>
    </message>
    <message>
        <source>broke off</source>
        <translation>已中断</translation>
    </message>
    <message>
        <source>varied {0}</source>
        <translation>变形 {0}</translation>
    </message>
    <message>
        <source>rate {0}</source>
        <translation>学习率 {0}</translation>
    </message>
    <message>
        <source>batch {0}</source>
        <translation>批大小 {0}</translation>
    </message>
    <message>
        <source>epochs {0}</source>
        <translation>轮次 {0}</translation>
    </message>
    <message>
        <source>seed {0}</source>
        <translation>种子 {0}</translation>
    </message>
</context>
<context>
    <name>RunPlots</name>
    <message>
        <source>Loss</source>
        <translation>损失</translation>
    </message>
    <message>
        <source>Validation accuracy</source>
        <translation>验证准确率</translation>
    </message>
    <message>
        <source>Epoch</source>
        <translation>轮次</translation>
    </message>
</context>
<context>
    <name>RunStore</name>
    <message>
        <source>The folder of your earlier runs, {0}, cannot be read: {1}.</source>
        <translation>存放先前训练的文件夹 {0} 无法读取：{1}。</translation>
    </message>
    <message>
        <source>The folder of your earlier runs could not be read and was set aside as {0}.</source>
        <translation>存放先前训练的文件夹无法读取，已另存为 {0}。</translation>
    </message>
    <message>
        <source>{0}: what it tells of the training makes no sense ({1}).</source>
        <translation>{0}：其中关于训练的内容没有意义（{1}）。</translation>
    </message>
    <message>
        <source>An earlier run is left out and set aside as {0}: {1}</source>
        <translation>略过一次以前的训练，已另存为 {0}：{1}</translation>
    </message>
    <message>
        <source>{0} earlier runs are left out and set aside as {1}. The first: {2}</source>
        <translation>有 {0} 次先前的训练被略去，已另存为 {1}。第一个：{2}</translation>
    </message>
    <message>
        <source>A run could not be kept for the next start in the folder {1}: {0}.</source>
        <translation>一次训练未能在文件夹 {1} 中为下次启动保留：{0}。</translation>
    </message>
    <message>
        <source>A run could not be deleted: {0}.</source>
        <translation>无法删除训练记录：{0}。</translation>
    </message>
</context>
<context>
    <name>Shortcuts</name>
    <message>
        <source>Everywhere</source>
        <translation>通用</translation>
    </message>
    <message>
        <source>Go on to the next control</source>
        <translation>移到下一个控件</translation>
    </message>
    <message>
        <source>Go back</source>
        <translation>移到上一个控件</translation>
    </message>
    <message>
        <source>Press a button</source>
        <translation>按下按钮</translation>
    </message>
    <message>
        <source>Bars, pictures of units, digits and mistakes</source>
        <translation>概率条、单元图、数字与错误图像</translation>
    </message>
    <message>
        <source>Move</source>
        <translation>移动</translation>
    </message>
    <message>
        <source>Choose or open</source>
        <translation>选择或打开</translation>
    </message>
    <message>
        <source>Take the choice back</source>
        <translation>取消选择</translation>
    </message>
    <message>
        <source>Chosen digits in the gallery</source>
        <translation>图库中选中的数字</translation>
    </message>
    <message>
        <source>Give another label</source>
        <translation>更改标签</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>删除</translation>
    </message>
    <message>
        <source>Put on the canvas</source>
        <translation>放到画布上</translation>
    </message>
    <message>
        <source>Curves</source>
        <translation>曲线</translation>
    </message>
    <message>
        <source>Read the values</source>
        <translation>读取数值</translation>
    </message>
    <message>
        <source>Zoom</source>
        <translation>缩放</translation>
    </message>
    <message>
        <source>Move along</source>
        <translation>平移</translation>
    </message>
    <message>
        <source>Show everything</source>
        <translation>显示全部</translation>
    </message>
</context>
<context>
    <name>ShortcutsDialog</name>
    <message>
        <source>Keyboard Shortcuts</source>
        <translation>键盘快捷键</translation>
    </message>
</context>
<context>
    <name>TileGrid</name>
    <message>
        <source>None is chosen; the arrow keys choose one.</source>
        <translation>尚未选择；可用方向键选择。</translation>
    </message>
</context>
<context>
    <name>TrainingControls</name>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>One Step</source>
        <translation>单步</translation>
    </message>
    <message>
        <source>Learn from one batch of images, and pause</source>
        <translation>学习一个批次的图像，然后暂停</translation>
    </message>
    <message>
        <source>Reset</source>
        <translation>重置</translation>
    </message>
    <message>
        <source>Answer with fresh random weights, as before any training</source>
        <translation>使用全新的随机权重，如同未经训练</translation>
    </message>
    <message>
        <source>Run</source>
        <translation>运行</translation>
    </message>
    <message>
        <source>Retrain</source>
        <translation>重新训练</translation>
    </message>
    <message>
        <source>Resume</source>
        <translation>继续</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>暂停</translation>
    </message>
</context>
<context>
    <name>TrainingCurves</name>
    <message>
        <source>The curves of loss and accuracy appear here while a network learns.</source>
        <translation>网络学习时，损失和准确率曲线会显示在这里。</translation>
    </message>
</context>
<context>
    <name>TrainingFigures</name>
    <message>
        <source>Samples</source>
        <translation>样本</translation>
    </message>
    <message>
        <source>Epoch</source>
        <translation>轮次</translation>
    </message>
    <message>
        <source>Speed</source>
        <translation>速度</translation>
    </message>
    <message>
        <source>Time left</source>
        <translation>剩余时间</translation>
    </message>
    <message>
        <source>Learning rate</source>
        <translation>学习率</translation>
    </message>
    <message>
        <source>{0} of {1}</source>
        <translation>{0} / {1}</translation>
    </message>
    <message>
        <source>{0} samples a second</source>
        <translation>每秒 {0} 个样本</translation>
    </message>
</context>
<context>
    <name>TrainingForm</name>
    <message>
        <source>This network learns one image at a time.</source>
        <translation>该网络每次学习一张图像。</translation>
    </message>
    <message>
        <source>&#xa0;%</source>
        <translation>%</translation>
    </message>
    <message>
        <source>Off</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Back to the Recipe&apos;s Values</source>
        <translation>恢复方案默认值</translation>
    </message>
    <message>
        <source>The learning rate also applies to a training that runs.</source>
        <translation>学习率对正在进行的训练同样生效。</translation>
    </message>
    <message>
        <source>Learning rate</source>
        <translation>学习率</translation>
    </message>
    <message>
        <source>Batch size</source>
        <translation>批大小</translation>
    </message>
    <message>
        <source>Epochs</source>
        <translation>轮次</translation>
    </message>
    <message>
        <source>Vary the images</source>
        <translation>图像变形</translation>
    </message>
    <message>
        <source>Seed</source>
        <translation>随机种子</translation>
    </message>
</context>
<context>
    <name>TrainingPanel</name>
    <message>
        <source>Settings</source>
        <translation>设置</translation>
    </message>
    <message>
        <source>Downloading MNIST: {0} of {1} MB.</source>
        <translation>正在下载 MNIST：{0} / {1} MB。</translation>
    </message>
    <message>
        <source>Paused after {0} images. One Step learns from one batch more.</source>
        <translation>学习 {0} 张图像后已暂停。“单步”将再学习一个批次。</translation>
    </message>
    <message>
        <source>Drawing the training digits: {0}</source>
        <translation>正在生成训练数字：{0}</translation>
    </message>
    <message>
        <source>Finished: {0} of the validation images right.</source>
        <translation>训练完成：验证准确率 {0}。</translation>
    </message>
    <message>
        <source>Finished without learning: {0} of the validation images right, as by guessing. The learning rate of {1} is too large or too small; try the recipe&apos;s.</source>
        <translation>训练完成但没有学到东西：验证准确率 {0}，与随机猜测无异。学习率 {1} 过大或过小；请尝试方案的默认值。</translation>
    </message>
    <message>
        <source>The network from before answers again.</source>
        <translation>已恢复使用之前的网络。</translation>
    </message>
    <message>
        <source>Stopped.</source>
        <translation>已停止。</translation>
    </message>
    <message>
        <source>Training fell apart at epoch {0}: a learning rate of {1} makes steps so large that the loss grows out of bounds. Try {2}. The network from before answers.</source>
        <translation>训练在第 {0} 轮发散：学习率 {1} 使步长过大，损失无限增长。请尝试 {2}。已恢复使用之前的网络。</translation>
    </message>
    <message>
        <source>Loading the training images…</source>
        <translation>正在加载训练图像…</translation>
    </message>
    <message>
        <source>Press Retrain to see the network learn.</source>
        <translation>按“重新训练”观看网络学习。</translation>
    </message>
    <message>
        <source>The network learns, and the bars follow.</source>
        <translation>网络正在学习，概率条随之变化。</translation>
    </message>
    <message>
        <source>not the recipe&apos;s values</source>
        <translation>不同于方案默认值</translation>
    </message>
    <message>
        <source>Paused. The network waits as it is.</source>
        <translation>已暂停。网络保持当前状态。</translation>
    </message>
    <message>
        <source>Fresh random weights answer: the network has learned nothing yet.</source>
        <translation>正在使用全新的随机权重：网络尚未学到任何东西。</translation>
    </message>
</context>
<context>
    <name>TrainingStatus</name>
    <message>
        <source>Training progress</source>
        <translation>训练进度</translation>
    </message>
</context>
<context>
    <name>UnitView</name>
    <message>
        <source>Its pattern</source>
        <translation>它的图案</translation>
    </message>
    <message>
        <source>Its answers everywhere</source>
        <translation>它在各处的响应</translation>
    </message>
    <message>
        <source>Output for “not a digit”</source>
        <translation>“不是数字”的输出</translation>
    </message>
    <message>
        <source>Output for {0}</source>
        <translation>{0} 的输出</translation>
    </message>
    <message>
        <source>Map {0}</source>
        <translation>特征图 {0}</translation>
    </message>
    <message>
        <source>Unit {0}</source>
        <translation>单元 {0}</translation>
    </message>
    <message>
        <source>It is silent at this drawing.</source>
        <translation>对当前手写内容没有响应。</translation>
    </message>
    <message>
        <source>It gives {0} here: place {1} of {2}.</source>
        <translation>此处输出 {0}：在 {2} 个单元中排第 {1}。</translation>
    </message>
    <message>
        <source>It comes closest to answering in the frame, the {0} × {0} pixels that it sees there: more ink on blue would bring it closer, more ink on orange take it away.</source>
        <translation>它在边框内最接近响应，那里可见 {0} × {0} 像素：蓝色处增加墨迹会更接近，橙色处增加墨迹则会更远离。</translation>
    </message>
    <message>
        <source>It slides the pattern on the right over the picture and answers where ink lies on blue and none on orange. The frame is where it answers most strongly.</source>
        <translation>它将右侧的图案在图像上滑动，在蓝色处有墨迹而橙色处没有时产生响应。边框处响应最强。</translation>
    </message>
    <message>
        <source>It answers most strongly in the frame, the {0} × {0} pixels that it sees there: more ink on blue would raise the answer, more ink on orange lower it. On the right its answers everywhere.</source>
        <translation>它在边框内响应最强，那里可见 {0} × {0} 像素：蓝色处增加墨迹会增强响应，橙色处增加墨迹会减弱响应。右侧为各处的响应。</translation>
    </message>
    <message>
        <source>It adds up the ink that lies on blue and takes off what lies on orange.</source>
        <translation>它累加蓝色处的墨迹，并减去橙色处的墨迹。</translation>
    </message>
    <message>
        <source>More ink on blue would raise it at this drawing, more ink on orange lower it.</source>
        <translation>对当前手写内容，蓝色处增加墨迹会使其升高，橙色处增加墨迹会使其降低。</translation>
    </message>
</context>
<context>
    <name>VerdictView</name>
    <message>
        <source>Draw, and the network reads along.</source>
        <translation>开始书写，网络会随之识别。</translation>
    </message>
    <message>
        <source>This does not look like a digit.</source>
        <translation>这看起来不像数字。</translation>
    </message>
    <message>
        <source>Not sure: {0} or {1}</source>
        <translation>不确定：{0} 或 {1}</translation>
    </message>
    <message>
        <source>Read as {0}, {1} sure</source>
        <translation>识别为 {0}，置信度 {1}</translation>
    </message>
</context>
<context>
    <name>WindowMenu</name>
    <message>
        <source>&amp;Edit</source>
        <translation>编辑(&amp;E)</translation>
    </message>
    <message>
        <source>&amp;Network</source>
        <translation>网络(&amp;N)</translation>
    </message>
    <message>
        <source>My &amp;Digits</source>
        <translation>我的数字(&amp;D)</translation>
    </message>
    <message>
        <source>&amp;File</source>
        <translation>文件(&amp;F)</translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>退出(&amp;Q)</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>视图(&amp;V)</translation>
    </message>
    <message>
        <source>&amp;Appearance</source>
        <translation>外观(&amp;A)</translation>
    </message>
    <message>
        <source>&amp;As the System</source>
        <translation>跟随系统(&amp;A)</translation>
    </message>
    <message>
        <source>&amp;Light</source>
        <translation>浅色(&amp;L)</translation>
    </message>
    <message>
        <source>&amp;Dark</source>
        <translation>深色(&amp;D)</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>帮助(&amp;H)</translation>
    </message>
    <message>
        <source>&amp;Keyboard Shortcuts</source>
        <translation>键盘快捷键(&amp;K)</translation>
    </message>
    <message>
        <source>&amp;About Digits</source>
        <translation>关于手写数字识别(&amp;A)</translation>
    </message>
    <message>
        <source>About &amp;Qt</source>
        <translation>关于 Qt(&amp;Q)</translation>
    </message>
    <message>
        <source>About Digits</source>
        <translation>关于手写数字识别</translation>
    </message>
    <message>
        <source>Digits {0}</source>
        <translation>手写数字识别 {0}</translation>
    </message>
    <message>
        <source>Draw a digit and watch a neural network, written in NumPy alone, read it while you draw. Retrain it and see it learn.</source>
        <translation>写一个数字，观看完全用 NumPy 编写的神经网络边写边识别。重新训练它，看它如何学习。</translation>
    </message>
</context>
<context>
    <name>_Comparison</name>
    <message>
        <source>{0} → {1}</source>
        <translation>{0} → {1}</translation>
    </message>
    <message>
        <source>{0} → {1} of {2}</source>
        <translation>{0} → {1} / {2}</translation>
    </message>
    <message>
        <source>{0}: before {1} right, after {2} right</source>
        <translation>{0}：之前正确 {1}，之后正确 {2}</translation>
    </message>
</context>
<context>
    <name>nn</name>
    <message>
        <source>one whose content does not agree with its checksum: it is damaged</source>
        <translation>内容与校验和不符的文件：它已损坏</translation>
    </message>
    <message>
        <source>a network that cannot be built ({0})</source>
        <translation>无法构建的网络（{0}）</translation>
    </message>
    <message>
        <source>an .npz file of another kind</source>
        <translation>其他类型的 .npz 文件</translation>
    </message>
    <message>
        <source>{0}: this model file has format {1}, and this program knows formats up to {2}. Update the program, or choose another model file.</source>
        <translation>{0}：该模型文件的格式为 {1}，本程序最高支持格式 {2}。请更新程序，或选择其他模型文件。</translation>
    </message>
    <message>
        <source>{0}: expected a model file; found {1}. Choose another model file, or train a network anew.</source>
        <translation>{0}：应为模型文件；实际为{1}。请选择其他模型文件，或重新训练网络。</translation>
    </message>
    <message>
        <source>{0}: a report&apos;s name ends in .html or .png</source>
        <translation>{0}：报告的文件名须以 .html 或 .png 结尾</translation>
    </message>
    <message>
        <source>{0}: a stroke file without any drawings</source>
        <translation>{0}：笔画文件中没有任何手写数字</translation>
    </message>
    <message>
        <source>nothing to do: name a --sheet FILE.png or --strokes FILE.npz</source>
        <translation>无事可做：请指定 --sheet FILE.png 或 --strokes FILE.npz</translation>
    </message>
    <message>
        <source>{0}: the sheet is a PNG file, its name ends in .png</source>
        <translation>{0}：样张是 PNG 文件，文件名须以 .png 结尾</translation>
    </message>
    <message>
        <source>{0}: there is no folder {1}</source>
        <translation>{0}：没有文件夹 {1}</translation>
    </message>
    <message>
        <source>{0} cannot be trained on {1}: {2}</source>
        <translation>{0} 无法用 {1} 训练：{2}</translation>
    </message>
    <message>
        <source>No file was chosen and {0} is not set, and Keras has no MNIST cached ({1}).</source>
        <translation>没有选择文件，也没有设置 {0}，Keras 也没有缓存 MNIST（{1}）。</translation>
    </message>
    <message>
        <source>No file was chosen and {0} is not set, and Keras&apos; cached file is of no use: {1}</source>
        <translation>没有选择文件，也没有设置 {0}，而 Keras 缓存的文件无法使用：{1}</translation>
    </message>
    <message>
        <source>The training part has {0} images; at least 6 are needed to keep some back for validation.</source>
        <translation>训练部分有 {0} 张图像；至少需要 6 张才能留出一部分用于验证。</translation>
    </message>
    <message>
        <source>MNIST could not be downloaded: {0}. Choose a file that you have (Keras&apos; mnist.npz or the four IDX files), or train on the built-in digits.</source>
        <translation>无法下载 MNIST：{0}。请选择您已有的文件（Keras 的 mnist.npz 或四个 IDX 文件），或使用内置数字训练。</translation>
    </message>
    <message>
        <source>{0}: Keras&apos; folder of data sets cannot be written ({1}); set KERAS_HOME to a folder that can.</source>
        <translation>{0}：无法写入 Keras 的数据集文件夹（{1}）；请将 KERAS_HOME 设为可写入的文件夹。</translation>
    </message>
    <message>
        <source>{0}: Keras&apos; folder cannot be written; set KERAS_HOME to a folder that can.</source>
        <translation>{0}：无法写入 Keras 的文件夹；请将 KERAS_HOME 设为可写入的文件夹。</translation>
    </message>
    <message>
        <source>training images</source>
        <translation>训练图像</translation>
    </message>
    <message>
        <source>training labels</source>
        <translation>训练标签</translation>
    </message>
    <message>
        <source>test images</source>
        <translation>测试图像</translation>
    </message>
    <message>
        <source>test labels</source>
        <translation>测试标签</translation>
    </message>
    <message>
        <source>{0}: expected MNIST as an .npz file with the arrays x_train, y_train, x_test, y_test, or a folder of the four IDX files; found {1}.</source>
        <translation>{0}：应为包含数组 x_train、y_train、x_test、y_test 的 MNIST .npz 文件，或含四个 IDX 文件的文件夹；实际为{1}。</translation>
    </message>
    <message>
        <source>training</source>
        <translation>训练</translation>
    </message>
    <message>
        <source>test</source>
        <translation>测试</translation>
    </message>
    <message>
        <source>{0}: expected the four IDX files of MNIST; found no file of {1} ({2}, gzipped or not).</source>
        <translation>{0}：应包含 MNIST 的四个 IDX 文件；缺少{1}文件（{2}，可为 gzip 压缩）。</translation>
    </message>
    <message>
        <source>{0}: expected an IDX file of {1}; found a cut short or damaged file ({2}).</source>
        <translation>{0}：应为{1}的 IDX 文件，实际是不完整或已损坏的文件（{2}）。</translation>
    </message>
    <message>
        <source>{0}: expected an IDX file of {1} (first bytes {2}); found first bytes {3}.</source>
        <translation>{0}：应为{1}的 IDX 文件（起始字节 {2}）；实际起始字节为 {3}。</translation>
    </message>
    <message>
        <source>{0}: expected an IDX file of {1}; found a file that ends within its header.</source>
        <translation>{0}：应为{1}的 IDX 文件，实际文件在文件头处就结束了。</translation>
    </message>
    <message>
        <source>{0}: expected an IDX file of {1}; found a header that promises {2} bytes.</source>
        <translation>{0}：应为{1}的 IDX 文件，实际文件头声称有 {2} 字节。</translation>
    </message>
    <message>
        <source>{0}: expected an IDX file of {1} with {2} bytes of data; found only {3}.</source>
        <translation>{0}：应为{1}的 IDX 文件，含 {2} 字节数据；实际只有 {3} 字节。</translation>
    </message>
    <message>
        <source>{0}: expected an IDX file of {1} with {2} bytes of data; found more.</source>
        <translation>{0}：应为{1}的 IDX 文件，含 {2} 字节数据；实际数据更多。</translation>
    </message>
    <message>
        <source>{0}: expected {1} images of shape {2} and type uint8; found shape {3} and type {4}.</source>
        <translation>{0}：{1}图像的形状应为 {2}、类型应为 uint8；实际形状为 {3}、类型为 {4}。</translation>
    </message>
    <message>
        <source>{0}: expected {1} {2} labels from 0 to 9; found shape {3} and type {4}.</source>
        <translation>{0}：应有 {1} 个取值 0 到 9 的{2}标签；实际形状为 {3}、类型为 {4}。</translation>
    </message>
    <message>
        <source>{0}: expected {1} {2} labels from 0 to 9; found labels from {3} to {4}.</source>
        <translation>{0}：应有 {1} 个取值 0 到 9 的{2}标签；实际标签为 {3} 到 {4}。</translation>
    </message>
    <message>
        <source>no array {0} (its arrays: {1})</source>
        <translation>缺少数组 {0} 的文件（其中的数组：{1}）</translation>
    </message>
    <message>
        <source>arrays of {0} MB, more than the {1} MB that are read</source>
        <translation>数组共 {0} MB，超过可读取的 {1} MB</translation>
    </message>
    <message>
        <source>nothing readable there ({0})</source>
        <translation>无法读取的内容（{0}）</translation>
    </message>
    <message>
        <source>a file of another kind</source>
        <translation>其他类型的文件</translation>
    </message>
    <message>
        <source>an empty file</source>
        <translation>空文件</translation>
    </message>
    <message>
        <source>a cut short or damaged file ({0})</source>
        <translation>不完整或已损坏的文件（{0}）</translation>
    </message>
    <message>
        <source>an entry {0} that is not an array</source>
        <translation>非数组的条目 {0}</translation>
    </message>
    <message>
        <source>an array {0} whose header and content disagree</source>
        <translation>数组 {0} 的头部与内容不符</translation>
    </message>
    <message>
        <source>an array {0} of Python objects, which are not loaded</source>
        <translation>数组 {0} 含有 Python 对象，不予加载</translation>
    </message>
    <message>
        <source>{0}: expected a stroke file with the arrays points, stroke, sample, label, source; found {1}.</source>
        <translation>{0}：应为包含数组 points、stroke、sample、label、source 的笔画文件；实际为{1}。</translation>
    </message>
    <message>
        <source>{0}: expected points of shape (P, 2); found shape {1} and type {2}.</source>
        <translation>{0}：points 的形状应为 (P, 2)；实际形状为 {1}、类型为 {2}。</translation>
    </message>
    <message>
        <source>{0}: expected finite points from -{1} to {1}; found {2} to {3}.</source>
        <translation>{0}：坐标应为 -{1} 到 {1} 的有限数；实际为 {2} 到 {3}。</translation>
    </message>
    <message>
        <source>{0}: expected labels of shape (N,); found shape {1} and type {2}.</source>
        <translation>{0}：标签的形状应为 (N,)；实际形状为 {1}、类型为 {2}。</translation>
    </message>
    <message>
        <source>{0}: expected labels from 0 to 9; found {1} to {2}.</source>
        <translation>{0}：标签应为 0 到 9；实际为 {1} 到 {2}。</translation>
    </message>
    <message>
        <source>{0}: expected one source text a label; found shape {1} and type {2}.</source>
        <translation>{0}：每个标签应有一个来源文本；实际形状为 {1}、类型为 {2}。</translation>
    </message>
    <message>
        <source>{0}: expected {1} offsets of one dimension; found {2} of type {3}.</source>
        <translation>{0}：{1} 偏移量应为一维；实际为 {2}、类型为 {3}。</translation>
    </message>
    <message>
        <source>{0}: expected {1} {2} offsets for {3} labels; found {4}.</source>
        <translation>{0}：{3} 个标签应有 {1} 个 {2} 偏移量；实际为 {4}。</translation>
    </message>
    <message>
        <source>{0}: expected {1} offsets that ascend from 0 to {2}; found {3} to {4}.</source>
        <translation>{0}：{1} 偏移量应从 0 递增到 {2}；实际为 {3} 到 {4}。</translation>
    </message>
    <message>
        <source>{0}: expected at most {1} drawings and {2} strokes; found {3} and {4}.</source>
        <translation>{0}：最多应有 {1} 个手写数字和 {2} 个笔画；实际为 {3} 和 {4}。</translation>
    </message>
    <message>
        <source>{0}: expected drawings of at most {1} strokes and {2} points; found one of {3} strokes or {4} points.</source>
        <translation>{0}：每个手写数字最多应有 {1} 个笔画和 {2} 个点；实际有一个为 {3} 个笔画或 {4} 个点。</translation>
    </message>
    <message>
        <source>{0}: expected source texts of at most {1} characters; found another.</source>
        <translation>{0}：来源文字最多应为 {1} 个字符；实际并非如此。</translation>
    </message>
    <message>
        <source>the recipe {0} learns by the article&apos;s own rule, which Keras does not have: train it without --engine keras</source>
        <translation>方案 {0} 按文章自己的规则学习，Keras 没有这种规则：请不要加 --engine keras 来训练</translation>
    </message>
    <message>
        <source>batches of {0} images cannot be shared by {1} devices evenly: use fewer of them, or change the recipe&apos;s batch size</source>
        <translation>每批 {0} 张图像无法平均分给 {1} 个设备：请减少设备，或更改方案的批量大小</translation>
    </message>
    <message>
        <source>Keras has no counterpart for the optimiser {0}</source>
        <translation>Keras 没有与优化器 {0} 对应的优化器</translation>
    </message>
    <message>
        <source>{0}: the name of a Keras model has to end in .keras</source>
        <translation>{0}：Keras 模型的文件名须以 .keras 结尾</translation>
    </message>
    <message>
        <source>Keras has no counterpart for the layer {0}</source>
        <translation>Keras 没有与层 {0} 对应的层</translation>
    </message>
    <message>
        <source>{0}: expected a Keras model; found {1}.</source>
        <translation>{0}：应为 Keras 模型；实际为：{1}。</translation>
    </message>
    <message>
        <source>{0} weights, more than the {1} that are read</source>
        <translation>{0} 个权重，超过可读取的 {1} 个</translation>
    </message>
    <message>
        <source>two parts of the same name</source>
        <translation>两个同名的部分</translation>
    </message>
    <message>
        <source>an archive without an architecture or without weights</source>
        <translation>没有结构或没有权重的存档</translation>
    </message>
    <message>
        <source>a part {0} of {1} MB, more than is read</source>
        <translation>部分 {0} 有 {1} MB，超过可读取的大小</translation>
    </message>
    <message>
        <source>no list of at most {0} layers</source>
        <translation>没有最多 {0} 层的列表</translation>
    </message>
    <message>
        <source>an architecture nested more than {0} deep</source>
        <translation>嵌套超过 {0} 层的结构</translation>
    </message>
    <message>
        <source>a part of {0}, which is not Keras&apos; own</source>
        <translation>来自 {0} 的部分，并非 Keras 自带</translation>
    </message>
    <message>
        <source>arrays that are links, or too many of them</source>
        <translation>作为链接的数组，或数组过多</translation>
    </message>
    <message>
        <source>texts without a limit</source>
        <translation>长度不受限制的文字</translation>
    </message>
    <message>
        <source>expected a model with weights, found one that was saved before it had any</source>
        <translation>应为带有权重的模型，但该模型在具有权重之前就已保存</translation>
    </message>
    <message>
        <source>expected a model with one input and one output, found {0} and {1}</source>
        <translation>应为一个输入、一个输出的模型，但有 {0} 个输入、{1} 个输出</translation>
    </message>
    <message>
        <source>expected a model that reads 28×28 grey values, found {0}</source>
        <translation>模型的输入应为 28×28 灰度值，实际为 {0}</translation>
    </message>
    <message>
        <source>expected a model with 10 or 11 outputs, found {0}</source>
        <translation>模型应有 10 或 11 个输出，实际为 {0}</translation>
    </message>
    <message>
        <source>the model&apos;s layers form no chain: in a row, they answer differently</source>
        <translation>模型的各层不是依次相连的：依次计算时结果不同</translation>
    </message>
    <message>
        <source>this program has no such layer</source>
        <translation>本程序没有这种层</translation>
    </message>
    <message>
        <source>nothing may follow the softmax</source>
        <translation>softmax 之后不能再有其他层</translation>
    </message>
    <message>
        <source>a ZeroPadding2D has to stand right before a Conv2D</source>
        <translation>ZeroPadding2D 必须紧接在 Conv2D 之前</translation>
    </message>
    <message>
        <source>expected a model with layers, found none</source>
        <translation>应为含有层的模型，但没有任何层</translation>
    </message>
    <message>
        <source>the model&apos;s layers cannot be used here: {0}</source>
        <translation>该模型的层无法在此使用：{0}</translation>
    </message>
    <message>
        <source>only the image at the input may be reshaped</source>
        <translation>只能改变输入图像的形状</translation>
    </message>
    <message>
        <source>only a first one by 1/255 can be taken</source>
        <translation>只支持位于开头、系数为 1/255 的缩放</translation>
    </message>
    <message>
        <source>dilation and groups are not known here</source>
        <translation>不支持膨胀卷积和分组卷积</translation>
    </message>
    <message>
        <source>only channels and flat values can be normalised here</source>
        <translation>这里只能对通道和展平的数值做归一化</translation>
    </message>
    <message>
        <source>all four sides have to be padded alike</source>
        <translation>四边的填充必须相同</translation>
    </message>
    <message>
        <source>squares that overlap are not known here</source>
        <translation>不支持重叠的池化窗口</translation>
    </message>
    <message>
        <source>squares that reach over the edge are not known here</source>
        <translation>这里不支持越过边缘的方块</translation>
    </message>
    <message>
        <source>only max(x, 0) is known here</source>
        <translation>只支持 max(x, 0)</translation>
    </message>
    <message>
        <source>the activation {0} is not known here</source>
        <translation>不支持激活函数 {0}</translation>
    </message>
    <message>
        <source>{0} has to be the same in both directions</source>
        <translation>{0} 在两个方向上必须相同</translation>
    </message>
    <message>
        <source>the layer {0} ({1}) cannot be taken: {2}</source>
        <translation>无法导入层 {0}（{1}）：{2}</translation>
    </message>
    <message>
        <source>Keras cannot be used here ({0}). Install it: python -m pip install keras jax</source>
        <translation>此处无法使用 Keras（{0}）。请安装：python -m pip install keras jax</translation>
    </message>
    <message>
        <source>ONNX cannot be used here ({0}). Install it: python -m pip install onnx</source>
        <translation>此处无法使用 ONNX（{0}）。请安装：python -m pip install onnx</translation>
    </message>
    <message>
        <source>the layer {0} cannot be written as ONNX</source>
        <translation>层 {0} 无法写成 ONNX</translation>
    </message>
    <message>
        <source>{0}: the picture is too large; reduce it first.</source>
        <translation>{0}：图片过大，请先缩小。</translation>
    </message>
    <message>
        <source>{0}: expected a picture ({1}); found {2}.</source>
        <translation>{0}：应为图片（{1}）；实际为{2}。</translation>
    </message>
    <message>
        <source>{0}: the picture is too large ({1} × {2} pixels); reduce it first.</source>
        <translation>{0}：图片过大（{1} × {2} 像素）；请先缩小。</translation>
    </message>
    <message>
        <source>a damaged or incomplete file</source>
        <translation>损坏或不完整的文件</translation>
    </message>
    <message>
        <source>{0}: expected a digit, dark on light or light on dark; found no ink that stands out. Try a picture that shows the digit larger or with more contrast.</source>
        <translation>{0}：应为浅底深色或深底浅色的数字；没有找到明显的墨迹。请换一张数字更大或对比度更高的图片。</translation>
    </message>
    <message>
        <source>Classic</source>
        <translation>经典</translation>
    </message>
    <message>
        <source>The article&apos;s network: one hidden layer of sigmoids, one sample at a time.</source>
        <translation>文章中的网络：一个 sigmoid 隐藏层，每次学习一个样本。</translation>
    </message>
    <message>
        <source>Dense</source>
        <translation>全连接</translation>
    </message>
    <message>
        <source>ReLU, softmax and batches: the same two layers, better in a second.</source>
        <translation>ReLU、softmax 与批次：同样是两层，一秒即可更准。</translation>
    </message>
    <message>
        <source>Convolutional</source>
        <translation>卷积</translation>
    </message>
    <message>
        <source>Convolution and dropout: it looks for pieces of strokes, wherever they are.</source>
        <translation>卷积与 dropout：无论笔画片段在哪里，都能找到。</translation>
    </message>
    <message>
        <source>Best</source>
        <translation>最佳</translation>
    </message>
    <message>
        <source>Depth, batch normalisation, bent images and digits of many countries: what we ship.</source>
        <translation>更深的网络、批归一化、扭曲的图像，以及多个国家的数字写法：即自带的网络。</translation>
    </message>
    <message>
        <source>A batch takes {0} training images and there are only {1}: choose a smaller batch.</source>
        <translation>一个批次需要 {0} 张训练图像，而只有 {1} 张：请选择更小的批大小。</translation>
    </message>
    <message>
        <source>There are too few drawings to learn from: at least {0} of {1} different digits are needed, found {2} of {3}.</source>
        <translation>可供学习的图画太少：至少需要 {0} 幅、{1} 个不同的数字，现有 {2} 幅、{3} 个数字。</translation>
    </message>
    <message>
        <source>no longer a finite number</source>
        <translation>不再是有限的数</translation>
    </message>
    <message>
        <source>The loss is {0} after {1} samples: the learning rate of {2} is too large for this network. Try a tenth of it.</source>
        <translation>学习 {1} 个样本后损失为 {0}：学习率 {2} 对这个网络太大。请试试它的十分之一。</translation>
    </message>
    <message>
        <source>There is no recipe {0}: choose one of {1}.</source>
        <translation>没有方案 {0}：请从 {1} 中选择。</translation>
    </message>
    <message>
        <source>learning rate</source>
        <translation>学习率</translation>
    </message>
    <message>
        <source>batch size</source>
        <translation>批量大小</translation>
    </message>
    <message>
        <source>number of epochs</source>
        <translation>轮数</translation>
    </message>
    <message>
        <source>strength of the augmentation</source>
        <translation>数据增强的强度</translation>
    </message>
    <message>
        <source>seed</source>
        <translation>随机种子</translation>
    </message>
    <message>
        <source>The {0} is between {1} and {2}, found {3}.</source>
        <translation>{0}应在 {1} 与 {2} 之间，实际为 {3}。</translation>
    </message>
    <message>
        <source>No process could be started: {0}.</source>
        <translation>无法启动进程：{0}。</translation>
    </message>
    <message>
        <source>The disk is full: free some space and try again.</source>
        <translation>磁盘已满：请释放一些空间后重试。</translation>
    </message>
    <message>
        <source>The library of your drawings cannot be written ({0}): make the program&apos;s folder writable, or set DIGITS_HOME to another one.</source>
        <translation>您的手写数字库无法写入（{0}）：请让程序文件夹可写，或将 DIGITS_HOME 设为另一个文件夹。</translation>
    </message>
    <message>
        <source>There is no folder for the library of your drawings: {0}.</source>
        <translation>没有可存放手写数字库的文件夹：{0}。</translation>
    </message>
    <message>
        <source>Another program is using the library of your drawings: close it and try again.</source>
        <translation>另一个程序正在使用手写数字库：请将其关闭后重试。</translation>
    </message>
    <message>
        <source>The library of your drawings is damaged ({0}).</source>
        <translation>手写数字库已损坏（{0}）。</translation>
    </message>
    <message>
        <source>The library of your drawings was made by a newer version of this program: update it.</source>
        <translation>手写数字库由本程序的更新版本创建：请更新程序。</translation>
    </message>
    <message>
        <source>The drawing is too large for the library: it has {0}. Draw it with fewer strokes.</source>
        <translation>手写数字对库来说过大：它有{0}。请用更少的笔画书写。</translation>
    </message>
    <message>
        <source>The library of your drawings cannot be used ({0}): check the disk.</source>
        <translation>手写数字库无法使用（{0}）：请检查磁盘。</translation>
    </message>
    <message>
        <source>{0}: expected a stroke file with drawings; found one without any.</source>
        <translation>{0}：应为含有手写数字的笔画文件，但其中没有任何手写数字。</translation>
    </message>
    <message>
        <source>A stroke file holds at most {0} drawings: choose fewer than {1}.</source>
        <translation>笔画文件最多包含 {0} 个手写数字：请少于所选的 {1} 个。</translation>
    </message>
    <message>
        <source>{0}: this network gives no answer. {1}</source>
        <translation>{0}：此网络给不出答案。{1}</translation>
    </message>
    <message>
        <source>{0} strokes and {1} points, and at most {2} and {3} are kept</source>
        <translation>{0} 个笔画和 {1} 个点，而最多可保留 {2} 个和 {3} 个</translation>
    </message>
    <message>
        <source>Free some space and try again.</source>
        <translation>请释放一些空间后重试。</translation>
    </message>
    <message>
        <source>Choose another folder, or allow writing in this one.</source>
        <translation>请选择另一个文件夹，或允许写入此文件夹。</translation>
    </message>
    <message>
        <source>Choose another place or name.</source>
        <translation>请选择另一个位置或名称。</translation>
    </message>
</context>
</TS>
